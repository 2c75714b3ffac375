/* What all pages of the desk share: asking the server, telling the clerk, undoing.  A page that shows what was undone listens for "turned". */
"use strict";
const Desk = (() => {
  const by = id => document.getElementById(id);
  const said = text => { by("said").textContent = text; };

  async function ask(name, sent) {
    const more = sent ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) } : {};
    let answer;
    try { answer = await fetch(`/-desk/${name}`, more); } catch { throw { message: "编辑台没有回答：开它的窗口是不是关了？写了一半的留在这里，重开后还在。", gone: true }; }
    const told = await answer.json().catch(() => ({ message: "请用开编辑台的窗口里写的地址重新打开" }));
    if (!answer.ok) throw told;
    return told;
  }

  /* `told`: what the buttons say, as every answer to a change has it. */
  const meant = { undo: 0, redo: 0 };
  function turns(told) {
    for (const [id, word] of [["undo", "撤销"], ["redo", "重做"]]) {
      meant[id] = told[`${id}_step`] || 0;
      by(id).disabled = !told[id];
      by(id).textContent = told[id] ? `${word}：${told[id]}` : word;
      by(id).title = told[id] || "";
    }
  }

  /* A button means the step that it names; where another window has done one since, it says so and names that one. */
  async function turn(name, sent, word) {
    by("undo").disabled = by("redo").disabled = true;
    try {
      const told = await ask(name, sent);
      turns(told);
      said(`${word}：${told.done}`);
      document.dispatchEvent(new CustomEvent("turned"));
      return "";
    } catch (fault) {
      said(fault.message);
      await ask("made").then(turns, () => {});
      return fault.message;
    }
  }

  /* Everything that was done, the newest first, each to be taken back alone. */
  async function steps(told) {
    const box = document.createElement("dialog"), list = document.createElement("ul"), why = document.createElement("p"), close = document.createElement("button");
    const fill = some => list.replaceChildren(...some.steps.map(one => {
      const row = document.createElement("li"), back = document.createElement("button");
      back.type = "button"; back.textContent = one.gone ? "已撤销" : "撤销这一步"; back.disabled = one.gone;
      back.setAttribute("aria-label", `${back.textContent}：${one.label}`);
      back.onclick = async () => { back.disabled = true; why.textContent = await turn("take-back", { number: one.number }, "已撤销"); fill(await ask("made")); close.focus(); };
      row.append(one.label, " ", back);
      return row;
    }));
    box.setAttribute("aria-label", "做过的各步"); box.className = "made"; why.setAttribute("role", "status"); why.className = "finding";
    close.type = "button"; close.textContent = "关上"; close.onclick = () => box.close();
    const head = document.createElement("h2");
    head.textContent = told.steps.length ? "做过的，新的在上面" : "还没有做过什么";
    fill(told);
    box.append(head, why, list, close);
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  }

  /* Of what was asked again before it was answered only the last answer is shown: `const still = asking()`, and after the answer `still()`. */
  function latest() {
    let asked = 0;
    return () => { const mine = ++asked; return () => mine === asked; };
  }

  /* A button that writes does so once. */
  async function once(node, what) {
    if (node.disabled) return;
    node.disabled = true;
    try { await what(); } finally { node.disabled = false; }
  }

  const larger = on => {
    document.documentElement.classList.toggle("large", on);
    by("larger").setAttribute("aria-pressed", String(on));
    try { localStorage.setItem("desk-large", on ? "1" : ""); } catch { /* it need not be remembered */ }
  };
  by("undo").onclick = () => turn("undo", { number: meant.undo }, "已撤销");
  by("redo").onclick = () => turn("redo", { number: meant.redo }, "已重做");
  by("made").onclick = () => ask("made").then(steps, fault => said(fault.message));
  addEventListener("focus", () => ask("made").then(turns, () => {}));
  by("larger").onclick = () => larger(!document.documentElement.classList.contains("large"));
  try { larger(Boolean(localStorage.getItem("desk-large"))); } catch { larger(false); }

  /* Whether a name has these characters in this order: 低保标准 is how 最低生活保障标准 is called. */
  function inOrder(word, title) {
    let n = 0;
    for (const one of title) if (one === word[n]) n++;
    return word.length > 1 && n === word.length;
  }

  /* How well a record fits what is looked for, by name, number, pinyin or initials: 0 best; null not at all.  What is called so comes before what has it within.  `loose`: where nothing fits, by its characters alone. */
  function fit(row, noun, words, loose = false) {
    if (loose) return words.every(word => inOrder(word, row.title)) ? 4 : null;
    const all = `${row.title} ${row.sub} ${row.sounds} ${noun}`.toLowerCase(), title = row.title.toLowerCase(), short = row.sounds.split(" ")[1] || "";
    if (!words.every(word => all.includes(word))) return null;
    const said = words.join(" ");
    if (title === said || short === said || row.sub.toLowerCase() === said) return 0;
    if (words.every(word => title.endsWith(word) || short.endsWith(word))) return 1;
    return words.every(word => title.startsWith(word) || short.startsWith(word)) ? 2 : 3;
  }

  /* Records whose text has what is looked for in it, where no name is called so or it is a number: told once somebody has stopped typing. */
  let looking = 0;
  function inside(said, hits, show) {
    const mine = ++looking;
    if (said.length < 3 || (hits && !/\d{4}/.test(said))) return;
    setTimeout(() => {
      if (mine === looking) ask(`within?text=${encodeURIComponent(said)}`).then(told => { if (mine === looking && told.rows.length) show(told.rows); }, () => {});
    }, 300);
  }

  return { ask, said, turns, by, fit, latest, once, inside };
})();
