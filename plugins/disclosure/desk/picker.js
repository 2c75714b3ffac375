/* Three ways of asking that need more than a control of the browser: a record that is referred to, a file, and Markdown. */
"use strict";
const Picker = (() => {
  const { make, button, fresh, known } = Values;
  const { ask } = Desk;
  const MOST = 12;
  const changed = node => node.dispatchEvent(new Event("input", { bubbles: true }));

  /* How well words fit one that may be referred to: its 代号, name, pinyin or initials; 0 not at all. */
  function fit(one, said) {
    const word = said.trim().toLowerCase(), [spelt, first] = one.sounds.split(" ");
    if (one.id === said.trim() || one.title === said.trim()) return 5;
    if (one.title.startsWith(said.trim()) || one.id.startsWith(word)) return 4;
    if (first === word || spelt === word) return 4;
    if (one.title.includes(said.trim()) || first.includes(word)) return 3;
    if (one.also.includes(said.trim())) return 2;
    if (spelt.includes(word.replace(/\s+/g, "")) || one.id.includes(word)) return 2;
    const all = `${one.title} ${one.sub} ${one.also} ${one.id} ${one.sounds}`.toLowerCase(); // as the list of records is looked through
    return word.split(/\s+/).every(part => all.includes(part)) ? 1 : 0;
  }

  /* A text field that knows the county's records; what stands in it is the 代号, the name is told beside it. */
  function reference(f, value, id) {
    const options = known.choices[f.to] || [], box = fresh();
    const input = make("input", { id: id || fresh(), value: value || "", autocomplete: "off", spellcheck: false, role: "combobox" });
    const list = make("ul", { id: box, role: "listbox", hidden: true }), told = make("span", { className: "note called" });
    for (const [name, said] of [["aria-expanded", "false"], ["aria-controls", box], ["aria-autocomplete", "list"], ["placeholder", "写名称、拼音或首字母"]]) input.setAttribute(name, said);
    list.setAttribute("aria-label", f.key);
    input.dataset.to = f.to;
    /* Those of the units that the form names come first. */
    const named = () => new Set([...document.querySelectorAll('#form .picker input[data-to="units"]')].map(other => other.value.trim()));
    const nearest = some => { const units = named(), far = one => one.unit && units.has(one.unit) ? 0 : 1; return some.map((one, n) => [far(one), n, one]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , one]) => one); };
    let at = -1, shown = [];
    const called = () => {
      const said = input.value.trim(), found = options.find(one => one.id === said), lost = said && !found && !options.some(one => fit(one, said));
      told.textContent = found ? [found.title, found.sub].filter(Boolean).join("　") : lost ? "没有这一条" : "";
      told.classList.toggle("unknown", Boolean(lost));
      input.classList.toggle("code", Boolean(found));
    };
    const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const choose = one => { input.value = one.id; called(); changed(input); close(); };
    const open = all => {
      const said = all ? "" : input.value;
      const fits = options.map(one => [fit(one, said), one]).filter(([rank]) => rank).sort((a, b) => b[0] - a[0]).map(([, one]) => one);
      shown = (said.trim() ? fits : nearest(options)).slice(0, MOST);
      list.replaceChildren(...shown.map((one, n) => {
        const node = make("li", { id: `${box}-${n}`, role: "option" }, one.title, make("small", { textContent: [one.sub, one.id].filter(Boolean).join("　") }));
        node.setAttribute("aria-selected", "false");
        node.addEventListener("mousedown", event => { event.preventDefault(); choose(one); });
        return node;
      }));
      list.hidden = !shown.length; at = -1;
      input.setAttribute("aria-expanded", String(!list.hidden));
    };
    const mark = to => {
      if (list.hidden) open(!input.value.trim() || options.some(one => one.id === input.value.trim())); // what fits nothing is not exchanged for just any
      if (!shown.length) return;
      at = (to + shown.length) % shown.length;
      [...list.children].forEach((node, n) => node.setAttribute("aria-selected", String(n === at)));
      input.setAttribute("aria-activedescendant", `${box}-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    };
    input.addEventListener("input", () => { called(); if (document.activeElement === input) open(false); });
    input.addEventListener("focus", () => { if (!input.value) open(true); });
    input.addEventListener("keydown", event => {
      if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); mark(at - 1); }
      else if (event.key === "Enter" && !list.hidden && shown.length) { event.preventDefault(); choose(shown[Math.max(0, at)]); }
      else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
    });
    input.addEventListener("blur", () => {
      close();
      const said = input.value.trim();
      const best = said && !options.some(one => one.id === said) ? options.filter(one => fit(one, said) >= 4) : [];
      if (best.length === 1) choose(best[0]);
    });
    called();
    return { node: make("div", { className: "picker" }, told, input, list), get: () => input.value.trim() || undefined, input };
  }

  /* A file of content/files/: its path, or one that is dropped here. */
  function file(f, value, id) {
    const input = make("input", { id: id || fresh(), value: value || "", autocomplete: "off", spellcheck: false });
    const told = make("p", { className: "note", role: "status" }), chosen = make("input", { type: "file", hidden: true, tabIndex: -1 });
    chosen.setAttribute("aria-label", `${f.key}：选一个文件`);
    let asked = 0;
    const take = async one => {
      if (!one) return;
      const mine = ++asked;
      told.className = "note"; told.textContent = `正在检查“${one.name}”……`;
      try {
        const answer = await fetch(`/-desk/attach?name=${encodeURIComponent(one.name)}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: one });
        const said = await answer.json();
        if (!answer.ok) throw said;
        if (mine !== asked) { Desk.turns(said); return; } // another file was chosen meanwhile
        input.value = said.name; told.textContent = `“${said.name}”已经放进附件。${said.findings.join("；")}`;
        Desk.turns(said); changed(input);
      } catch (fault) { told.className = "finding error"; told.textContent = fault.message || "没有放进去：编辑台没有回答"; }
    };
    chosen.onchange = () => { take(chosen.files[0]); chosen.value = ""; };
    const node = make("div", { className: "drop" }, make("div", { className: "row" }, input, button("选文件…", () => chosen.click()), chosen), make("p", { className: "note", textContent: "把文件拖到这里也行" }), told);
    node.addEventListener("dragover", event => { event.preventDefault(); node.classList.add("over"); });
    node.addEventListener("dragleave", () => node.classList.remove("over"));
    node.addEventListener("drop", event => { event.preventDefault(); node.classList.remove("over"); take(event.dataTransfer.files[0]); });
    return { node, get: () => input.value.trim() || undefined, input };
  }

  const MARKS = [["标题", "## ", ""], ["粗体", "**", "**"], ["条目", "- ", ""], ["链接", "[", "](https://)"]];

  /* Markdown: written on one side, as the site shows it on the other. */
  function long(f, value, id, where) {
    const area = Values.text(f, value, id, where.page ? 18 : 8), view = make("div", { className: "shown", hidden: true });
    view.setAttribute("aria-label", `${f.key}：网页上的样子`);
    let asked = 0;
    const show = async () => {
      const mine = ++asked;
      const answer = await ask("rendered", { text: area.input.value, page: Boolean(where.page) }).catch(fault => ({ message: fault.message }));
      if (mine !== asked) return;
      if (answer.html === undefined) view.textContent = answer.message; else view.innerHTML = answer.html; // made by the program that makes the site's pages, with the same escaping
      view.querySelectorAll("a").forEach(one => { one.target = "_blank"; one.rel = "noopener"; });
    };
    const look = button("看样子", () => { view.hidden = !view.hidden; look.setAttribute("aria-pressed", String(!view.hidden)); node.classList.toggle("split", !view.hidden); if (!view.hidden) show(); });
    look.setAttribute("aria-pressed", "false");
    const marks = MARKS.map(([name, before, after]) => button(name, () => {
      const from = area.input.selectionStart, to = area.input.selectionEnd, inner = area.input.value.slice(from, to);
      area.input.setRangeText(before + inner + after, from, to, "end");
      if (after && !inner) area.input.setSelectionRange(from + before.length, from + before.length);
      area.input.focus(); changed(area.input);
    }));
    area.input.addEventListener("input", () => { if (!view.hidden) show(); });
    const node = make("div", { className: "long" }, make("div", { className: "tools" }, ...marks, look), make("div", { className: "sides" }, area.node, view));
    return { node, get: area.get, input: area.input };
  }

  return { reference, file, long };
})();
