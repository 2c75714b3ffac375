/* One field of every record of a kind, row beside row; a list of records gets a new entry, anything else another value. */
"use strict";
(() => {
  const { make, button, known } = Values;
  const { ask, said, turns, by } = Desk;
  const state = { kinds: [], rows: [], parts: new Map() };
  const kind = () => state.kinds.find(one => one.name === by("kind").value);
  const field = () => (known.forms[kind().form] || []).find(f => f.key === by("key").value);
  const link = row => `/-desk/records#${encodeURIComponent(JSON.stringify({ file: row.file, at: row.at }))}`;

  async function start() {
    const told = await ask("start");
    known.forms = told.forms; known.choices = told.choices;
    state.kinds = told.kinds.filter(one => one.form && one.rows.length && !one.only);
    const was = by("kind").value || new URLSearchParams(location.search).get("kind") || "tasks";
    by("kind").replaceChildren(...state.kinds.map(one => make("option", { value: one.name, textContent: `${one.noun}（${one.rows.length}）` })));
    by("kind").value = state.kinds.some(one => one.name === was) ? was : state.kinds[0]?.name;
    turns(told);
    if (kind()) { fields(); await load(); }
  }

  function fields() {
    const was = by("key").value, all = known.forms[kind().form];
    by("key").replaceChildren(...all.map(f => make("option", { value: f.key, textContent: f.key })));
    by("key").value = all.some(f => f.key === was) ? was : (all.find(f => f.widget === "record" && f.many) || all[0]).key;
  }

  async function load() {
    const told = await ask(`rows?kind=${encodeURIComponent(by("kind").value)}&key=${encodeURIComponent(by("key").value)}`);
    state.rows = told.rows; state.parts.clear();
    list();
  }

  function list() {
    const f = field(), adds = f.widget === "record" && f.many, words = by("words").value.trim().toLowerCase();
    const rows = state.rows.filter(row => (by("closed").checked || !row.closed || state.parts.has(row)) && `${row.title} ${row.sub}`.toLowerCase().includes(words));
    by("table").replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, ...["记录", adds ? `${f.key}：最近一条` : `${f.key}：现在`, adds ? "加一条" : "改成"].map(one => make("th", { scope: "col", textContent: one })))),
      make("tbody", {}, ...rows.slice(0, 200).map(row => make("tr", {}, make("th", { scope: "row" }, make("a", { href: link(row), textContent: row.title }), make("br"), make("small", { textContent: row.sub })), make("td", { textContent: row.text || "（没有）" }), cell(row, f, adds))))));
    if (rows.length > 200) by("table").append(make("p", { className: "note", textContent: `还有 ${rows.length - 200} 条，请在上面找` }));
    count();
  }

  /* What was begun in a row stays there while others are looked for. */
  function cell(row, f, adds) {
    const node = make("td", {}), held = state.parts.get(row);
    const begin = () => {
      const day = adds && known.forms[f.form_of].some(one => one.key === "日期") ? { 日期: known.choices.as_of } : {};
      const part = adds ? Form.fields(known.forms[f.form_of], day, {}, {}) : Values.of(f, row.value, Values.fresh());
      if (part.input) part.input.setAttribute("aria-label", `${row.title}：${f.key}`);
      part.node.querySelectorAll?.("details").forEach(one => { one.open = true; });
      const first = JSON.stringify(part.get());
      state.parts.set(row, { part, changed: () => JSON.stringify(part.get()) !== first, node: part.node });
      node.replaceChildren(part.node, button("不改这一条", () => { state.parts.delete(row); node.replaceChildren(...cell(row, f, adds).childNodes); count(); }));
      count();
      part.node.querySelector("textarea, input:not([type=date]), select")?.focus();
    };
    if (held) node.append(held.node); else node.append(button(adds ? `加一条${f.key}` : "改", begin, `${row.title}：${adds ? "加一条" : "改"}${f.key}`));
    return node;
  }

  const changed = () => [...state.parts].filter(([, one]) => one.changed());
  function count() {
    const number = changed().length;
    by("count").textContent = number ? `写了 ${number} 条，还没有保存` : "";
    by("save").disabled = !number;
    by("save").textContent = number ? `保存这 ${number} 条` : "保存";
  }

  async function save() {
    const f = field(), adds = f.widget === "record" && f.many;
    try {
      const told = await ask("rows/save", { key: f.key, rows: changed().map(([row, one]) => ({ file: row.file, at: row.at, stamp: row.stamp, value: one.part.get() ?? null, add: adds })) });
      turns(told);
      await load();
      said(`保存了 ${told.number} 条，一步可以撤销`);
    } catch (fault) { said(fault.message); by("table").prepend(make("p", { className: "finding error", role: "alert", textContent: fault.message })); }
  }

  by("table").addEventListener("input", count);
  by("words").addEventListener("input", list);
  by("closed").addEventListener("change", list);
  by("kind").addEventListener("change", () => { fields(); load().catch(fault => said(fault.message)); });
  by("key").addEventListener("change", () => load().catch(fault => said(fault.message)));
  by("save").onclick = save;
  addEventListener("keydown", event => { if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); if (!by("save").disabled) save(); } });
  addEventListener("beforeunload", event => { if (changed().length) event.preventDefault(); });
  document.addEventListener("turned", () => load().catch(fault => said(fault.message)));
  start().catch(fault => said(fault.message));
})();
