/* The grid: matters are filtered and chosen, one element of them is changed, and what would change is shown before it is saved. */
"use strict";
(() => {
  const { make, button, known } = Values;
  const { ask, said, turns, by, latest, once } = Desk;
  const state = { rows: [], chosen: new Set(), fields: [], part: null, key: "时限", last: null };
  const MOST = 300;
  const WAYS = { set: "换成", add: "加上", take: "去掉", replace: "换掉其中的字", back: "还回去（用默认的或者沿用的）" };
  const id = row => `${row.file}\n${row.at[1]}`;
  const link = row => `/-desk/records#${encodeURIComponent(JSON.stringify({ file: row.file, at: row.at }))}`;

  async function start() {
    const told = await ask(`grid?key=${encodeURIComponent(state.key)}`);
    Object.assign(state, { rows: told.rows, fields: told.fields });
    known.choices = told.choices;
    if (told.undo !== undefined) turns(told);
    fill("owner", "全部目录", [...new Set(state.rows.map(row => row.owner))]);
    fill("unit", "全部主体", [...new Set(state.rows.flatMap(row => row.units))].sort((a, b) => a.localeCompare(b, "zh")));
    if (!by("key").childElementCount) { by("key").append(...state.fields.map(f => make("option", { value: f.key, textContent: f.key }))); by("key").value = state.key; }
    const there = new Set(state.rows.map(id));
    for (const one of state.chosen) if (!there.has(one)) state.chosen.delete(one);
    list();
    if (told.waiting) setTimeout(() => start().catch(fault => said(fault.message)), 1500);
  }

  function fill(name, all, options) {
    const was = by(name).value;
    by(name).replaceChildren(make("option", { value: "", textContent: all }), ...options.map(one => make("option", { value: one, textContent: one })));
    by(name).value = options.includes(was) ? was : "";
  }

  function wanted() {
    const words = by("words").value.trim().toLowerCase().split(/\s+/).filter(Boolean), { owner, unit, wrong } = Object.fromEntries(["owner", "unit", "wrong"].map(one => [one, by(one).value]));
    const bad = { "": () => true, errors: row => row.errors, warnings: row => row.warnings, any: row => row.errors + row.warnings + row.notices, none: row => !(row.errors + row.warnings + row.notices) }[wrong];
    return state.rows.filter(row => (!owner || row.owner === owner) && (!unit || row.units.includes(unit)) && bad(row)
      && words.every(word => `${row.title} ${row.number} ${row.owner} ${row.value || ""} ${row.said}`.toLowerCase().includes(word)));
  }

  function list() {
    const rows = wanted();
    const all = make("input", { type: "checkbox", checked: rows.length > 0 && rows.every(row => state.chosen.has(id(row))) });
    all.setAttribute("aria-label", `选中列出的全部 ${rows.length} 项`);
    all.onchange = () => { for (const row of rows) if (all.checked) state.chosen.add(id(row)); else state.chosen.delete(id(row)); list(); };
    const head = make("tr", {}, make("th", { scope: "col" }, all), ...["编号", "事项", "目录", "主体", state.key, "检查"].map(one => make("th", { scope: "col", textContent: one })));
    const body = rows.slice(0, MOST).map(row => {
      const box = make("input", { type: "checkbox", checked: state.chosen.has(id(row)) });
      box.setAttribute("aria-label", `选中 ${row.number} ${row.title}`);
      box.onchange = () => { if (box.checked) state.chosen.add(id(row)); else state.chosen.delete(id(row)); count(rows); };
      const wrong = row.errors ? `错误 ${row.errors}` : row.warnings ? `警告 ${row.warnings}` : row.notices ? `提示 ${row.notices}` : "";
      return make("tr", { className: row.retired ? "retired" : "" }, make("td", {}, box), make("td", { textContent: row.number }), make("td", {}, make("a", { href: link(row), textContent: row.title }), row.retired ? "（停用）" : "", row.stale ? "（旧）" : ""),
        make("td", { textContent: row.owner }), make("td", { textContent: row.units.join("、") }), make("td", { className: row.own ? "" : "inherits", textContent: row.value === null ? "（没有这个字段）" : row.value || "（没有写）", title: row.own ? "自己写的" : "默认的或者沿用的" }), make("td", { textContent: wrong, title: row.said }));
    });
    by("table").replaceChildren(make("table", { className: "picks" }, make("thead", {}, head), make("tbody", {}, ...body)));
    if (rows.length > MOST) by("table").append(make("p", { className: "note", textContent: `只列出前 ${MOST} 项，共 ${rows.length} 项；“选中全部”是全部 ${rows.length} 项。` }));
    count(rows);
  }

  function count(rows) {
    by("count").textContent = `列出 ${rows.length} 项，选中 ${state.chosen.size} 项${state.chosen.size > rows.filter(row => state.chosen.has(id(row))).length ? "（有的没有列出来）" : ""}。灰色的是默认的或者沿用的。${state.rows.some(row => row.stale) ? "目录里有错误还没有改好：标着“旧”的，这里列的还是改以前的值，预览和保存照文件里现在的。" : ""}`;
    if (by("show")) by("show").disabled = !state.chosen.size;
  }

  // -- the change ----------------------------------------------------------------------------
  const field = () => state.fields.find(one => one.key === state.key);
  function ask_how() {
    const f = field(), plain = ["text", "texts", "long"].includes(f.widget), many = ["texts", "boxes", "reference"].includes(f.widget) && (f.widget !== "reference" || f.many);
    const ways = ["set", ...(many ? ["add", "take"] : []), ...(plain ? ["replace"] : []), "back"];
    const way = make("select", { id: "way" }, ...ways.map(one => make("option", { value: one, textContent: WAYS[one] })));
    const hold = make("div", { className: "hold" }), words = make("input", { id: "old-words", autocomplete: "off" });
    const input = () => {
      state.part = null; hold.replaceChildren();
      if (way.value === "back") return;
      if (way.value === "replace") {
        const by_ = make("input", { id: "new-words", autocomplete: "off" });
        hold.append(make("label", { htmlFor: "old-words", textContent: "原来的字" }), words, make("label", { htmlFor: "new-words", textContent: "换成的字" }), by_);
        state.part = { get: () => by_.value };
        return;
      }
      state.part = Values.of(f, undefined, "new-value");
      if (state.part.input) state.part.input.setAttribute("aria-label", `${f.key}${WAYS[way.value]}什么`);
      hold.append(state.part.node, make("p", { className: "about", textContent: `${f.about}${f.example ? `　例：${f.example}` : ""}` }));
    };
    way.onchange = () => { input(); forget(); };
    const show = make("button", { type: "button", id: "show", className: "first", textContent: "看看会改哪些", onclick: preview });
    by("change").replaceChildren(make("h2", { textContent: `选中的，“${f.key}”` }), make("div", { className: "how" }, make("span", {}, make("label", { htmlFor: "way", textContent: "怎样改" }), way), hold, show));
    state.sent = () => ({ key: state.key, way: way.value, words: words.value, value: state.part ? state.part.get() ?? null : null,
      rows: state.rows.filter(row => state.chosen.has(id(row))).map(({ file, at }) => ({ file, at })) });
    by("change").oninput = forget;
    input();
  }
  const asking = latest();
  const forget = () => { asking(); by("shown").replaceChildren(); };

  async function preview() {
    const sent = state.sent(), still = asking();
    try {
      const told = await ask("many/preview", sent);
      if (!still()) return; // something else is to be changed by now
      const rows = told.rows.map(row => make("tr", {}, make("td", { textContent: row.at[1] }), make("td", { textContent: row.title }), make("td", { className: "old", textContent: row.old || "（没有）" }), make("td", { className: "new", textContent: row.new || "（没有）" })));
      const saving = make("button", { type: "button", id: "save", className: "first", textContent: `改这 ${told.rows.length} 项`, onclick: () => once(saving, () => save({ ...sent, stamp: told.stamp })) });
      const why = {};
      for (const row of told.same) (why[row.why] ||= []).push(row.at[1]);
      by("shown").replaceChildren(make("h2", { textContent: told.rows.length ? `会改 ${told.rows.length} 项，${told.files} 个文件；还没有写` : "没有要改的" }),
        ...Object.entries(why).map(([reason, numbers]) => make("p", { className: "note", textContent: `${numbers.length} 项不动，${reason}：${numbers.slice(0, 12).join("、")}${numbers.length > 12 ? "……" : ""}` })),
        ...(rows.length ? [make("div", { className: "bar top" }, saving, button("不改了", forget)), make("table", {}, make("thead", {}, make("tr", {}, ...["编号", "事项", "原来", "改成"].map(one => make("th", { scope: "col", textContent: one })))), make("tbody", {}, ...rows))] : []));
      said(told.rows.length ? `会改 ${told.rows.length} 项，看过再按“改这 ${told.rows.length} 项”` : "没有要改的");
      by("shown").scrollIntoView({ block: "nearest" });
      (rows.length ? saving : by("shown")).focus();
    } catch (fault) { said(fault.message); by("shown").replaceChildren(make("p", { className: "finding error", textContent: fault.message })); }
  }

  async function save(sent) {
    try {
      said("正在写……");
      const told = await ask("many/save", sent);
      turns(told);
      said(`改好了 ${told.number} 项，一步可以撤销`);
      state.chosen.clear(); forget(); ask_how();
      await start();
    } catch (fault) { said(fault.message); by("shown").prepend(make("p", { className: "finding error", role: "alert", textContent: fault.message })); }
  }

  /* A table that is pasted here is read on the page for it. */
  document.addEventListener("paste", event => {
    const html = event.clipboardData.getData("text/html"), plain = event.clipboardData.getData("text/plain");
    if (!/<table/i.test(html) && !/\t.*\n/.test(plain)) return;
    event.preventDefault();
    sessionStorage.setItem("desk-pasted", JSON.stringify({ html, plain }));
    const rows = wanted(), file = rows.length && rows.every(row => row.file === rows[0].file) ? rows[0].file.replace(/^catalogues\/|\.yml$/g, "") : "";
    location.href = `/-desk/paste?target=${encodeURIComponent(file)}`;
  });
  for (const name of ["owner", "unit", "wrong", "words"]) by(name).addEventListener("input", list);
  by("filter").addEventListener("submit", event => event.preventDefault());
  by("key").addEventListener("change", () => { state.key = by("key").value; forget(); ask_how(); start().catch(fault => said(fault.message)); });
  document.addEventListener("turned", () => { forget(); start().catch(fault => said(fault.message)); });
  Desk.grid = { field, chosen: () => state.rows.filter(row => state.chosen.has(id(row))).map(({ file, at }) => ({ file, at })), again: () => { state.chosen.clear(); return start(); } };
  const told = new URLSearchParams(location.search);
  start().then(() => {
    if (told.get("unit")) by("unit").value = told.get("unit");
    if (told.get("wrong")) by("wrong").value = told.get("wrong");
    ask_how(); list();
  }, fault => said(fault.message));
})();
