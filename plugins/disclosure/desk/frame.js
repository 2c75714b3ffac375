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
  function turns(told) {
    for (const [id, word] of [["undo", "撤销"], ["redo", "重做"]]) {
      by(id).disabled = !told[id];
      by(id).textContent = told[id] ? `${word}：${told[id]}`.slice(0, 24) : word;
      by(id).title = told[id] || "";
    }
  }

  async function turn(name) {
    try {
      const told = await ask(name, {});
      turns(told);
      said(`${name === "undo" ? "已撤销" : "已重做"}，改回了 ${told.file}`);
      document.dispatchEvent(new CustomEvent("turned", { detail: told }));
    } catch (fault) { said(fault.message); }
  }

  const larger = on => {
    document.documentElement.classList.toggle("large", on);
    by("larger").setAttribute("aria-pressed", String(on));
    try { localStorage.setItem("desk-large", on ? "1" : ""); } catch { /* it need not be remembered */ }
  };
  by("undo").onclick = () => turn("undo");
  by("redo").onclick = () => turn("redo");
  by("larger").onclick = () => larger(!document.documentElement.classList.contains("large"));
  try { larger(Boolean(localStorage.getItem("desk-large"))); } catch { larger(false); }

  /* How well a record fits what is looked for, by name, number, pinyin or initials: 0 best; null not at all.  What is called so comes before what has it within. */
  function fit(row, noun, words) {
    const all = `${row.title} ${row.sub} ${row.sounds} ${noun}`.toLowerCase(), title = row.title.toLowerCase(), short = row.sounds.split(" ")[1] || "";
    if (!words.every(word => all.includes(word))) return null;
    const said = words.join(" ");
    if (title === said || short === said || row.sub.toLowerCase() === said) return 0;
    if (words.every(word => title.endsWith(word) || short.endsWith(word))) return 1;
    return words.every(word => title.startsWith(word) || short.startsWith(word)) ? 2 : 3;
  }

  return { ask, said, turns, by, fit };
})();
