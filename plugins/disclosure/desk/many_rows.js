/* One field of every record of a kind, row beside row; a list of records gets a new entry, anything else another value. */
"use strict";
(() => {
  const { make, button, known } = Values;
  const { ask, said, turns, by } = Desk;
  const state = { kinds: [], rows: [], drafts: [], parts: new Map() };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const kind = () => state.kinds.find(one => one.name === by("kind").value);
  const field = () => (known.forms[kind().form] || []).find(f => f.key === by("key").value);
  const link = row => `/-desk/records#${encodeURIComponent(JSON.stringify({ file: row.file, at: row.at }))}`;

  async function start() {
    await Typing.rescue();
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
    const where = { kind: by("kind").value, key: by("key").value };
    const [told, open] = await Promise.all([ask(`rows?kind=${encodeURIComponent(where.kind)}&key=${encodeURIComponent(where.key)}`), ask("drafts")]);
    if (where.kind !== by("kind").value || where.key !== by("key").value) return; // another was chosen meanwhile
    state.rows = told.rows; state.drafts = open.drafts;
    /* What was begun goes on, over what the file says now. */
    const begun = [...state.parts];
    state.parts.clear();
    for (const [old, one] of begun) {
      const row = state.rows.find(some => some.file === old.file && same(some.at, old.at));
      if (row) { one.row = row; state.parts.set(row, one); }
    }
    list();
  }

  /* Another kind or another field: what was begun stays on the disk, and is there again when one comes back. */
  function put_away() {
    for (const [, one] of state.parts) { one.watch.leave(); one.watch.close(); }
    state.parts.clear();
  }

  function list() {
    const f = field(), adds = f.widget === "record" && f.many, words = by("words").value.trim().toLowerCase();
    const rows = state.rows.filter(row => (by("closed").checked || !row.closed || state.parts.has(row)) && `${row.title} ${row.sub}`.toLowerCase().includes(words));
    by("table").replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, ...["记录", adds ? `${f.key}：最近一条` : `${f.key}：现在`, adds ? "加一条" : "改成"].map(one => make("th", { scope: "col", textContent: one })))),
      make("tbody", {}, ...rows.slice(0, 200).map(row => make("tr", {}, make("th", { scope: "row" }, make("a", { href: link(row), textContent: row.title }), make("br"), make("small", { textContent: row.sub })), make("td", { textContent: row.text || "（没有）" }), cell(row, f, adds))))));
    if (rows.length > 200) by("table").append(make("p", { className: "note", textContent: `还有 ${rows.length - 200} 条，请在上面找` }));
    count();
  }

  /* What was begun in a row stays there while others are looked for, and is a draft of that record until it is saved. */
  function cell(row, f, adds) {
    const node = make("td", {}), held = state.parts.get(row), listed = value => value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
    const key = `row:${f.key}:${row.file}:${row.at.join("/")}`, draft = state.drafts.find(one => one.name === Typing.named(key));
    const begin = left => {
      const who = Typing.name(key);
      const day = adds && known.forms[f.form_of].some(one => one.key === "日期") ? { 日期: known.choices.as_of } : {};
      const asked = said => adds ? Form.fields(known.forms[f.form_of], said || {}, {}, {}) : Values.of(f, said, Values.fresh());
      const first = asked(adds ? day : row.value ?? undefined).get(), part = asked(left ? (adds ? listed(left.changes[f.key]).at(-1) : left.changes[f.key] ?? undefined) : adds ? day : row.value ?? undefined);
      if (part.input) part.input.setAttribute("aria-label", `${row.title}：${f.key}`);
      part.node.querySelectorAll?.("details").forEach(one => { one.open = true; });
      const one = { row, part, node: make("div", {}), changed: () => !same(part.get(), first), done: () => { one.watch.close(); Typing.forget(key); } };
      one.watch = Typing.watch(who, () => {
        const { file, at, stamp, title, value } = one.row, now = value ?? undefined;
        return { who, quiet: true, file, at, stamp, title, was: now === undefined ? {} : { [f.key]: now }, changes: one.changed() ? { [f.key]: adds ? [...listed(now), part.get()] : part.get() ?? null } : {} };
      }, answer => { if (answer.failed) said(answer.failed); });
      one.node.append(part.node, button("不改这一条", async () => {
        const number = one.watch.rest();
        try { await Typing.drop(who, number); } catch (fault) { one.watch.resume(); said(fault.message); return; }
        one.done(); state.parts.delete(one.row); state.drafts = state.drafts.filter(some => some.name !== who);
        one.node.replaceWith(...cell(one.row, f, adds).childNodes); count();
      }));
      part.node.addEventListener("input", () => one.watch.typed());
      state.parts.set(row, one);
      node.replaceChildren(one.node);
      if (left) return;
      count();
      one.node.querySelector("textarea, input:not([type=date]), select")?.focus();
    };
    if (!held && draft) begin(draft);
    else if (held) node.append(held.node); else node.append(button(adds ? `加一条${f.key}` : "改", () => begin(), "", `${row.title}：${adds ? "加一条" : "改"}${f.key}`));
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
    const f = field(), adds = f.widget === "record" && f.many, some = changed();
    by("table").inert = true; // what would be typed now would be neither in what is saved nor in what is shown then
    by("save").disabled = true;
    said("正在保存……");
    try {
      const told = await ask("rows/save", { key: f.key, rows: some.map(([row, one]) => ({ who: Typing.name(`row:${f.key}:${row.file}:${row.at.join("/")}`), turn: one.watch.rest(), file: row.file, at: row.at, stamp: row.stamp, value: one.part.get() ?? null, add: adds })) });
      turns(told);
      for (const [row, one] of some) { one.done(); state.parts.delete(row); }
      said(`保存了 ${told.number} 条，一步可以撤销`);
      await load();
    } catch (fault) {
      for (const [row, one] of some) if (state.parts.has(row)) one.watch.resume();
      count();
      said(fault.message);
      by("table").prepend(make("p", { className: "finding error", role: "alert", textContent: fault.message }));
    }
    by("table").inert = false;
  }

  by("table").addEventListener("input", count);
  by("words").addEventListener("input", list);
  by("closed").addEventListener("change", list);
  by("kind").addEventListener("change", () => { put_away(); fields(); load().catch(fault => said(fault.message)); });
  by("key").addEventListener("change", () => { put_away(); load().catch(fault => said(fault.message)); });
  by("save").onclick = save;
  addEventListener("keydown", event => { if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); if (!by("save").disabled) save(); } });
  addEventListener("pagehide", () => { for (const [, one] of state.parts) one.watch.leave(); });
  document.addEventListener("turned", () => load().catch(fault => said(fault.message)));
  Typing.claim().then(start).catch(fault => said(fault.message));
})();
