/* The list of all records, and finding one in it. */
"use strict";
const List = (() => {
  const { make, button } = Values;
  const { by, fit, inside } = Desk;
  const SHOWN = 300;
  let kinds = [], drafts = [], last = null, begin = () => {}, go = () => {}, now = () => null;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  function entry(row) {
    const node = button("", () => go({ file: row.file, at: row.at }));
    const open = drafts.some(one => !one.kind && one.file === row.file && same(one.at, row.at));
    node.append(row.title, make("small", { textContent: row.sub + (open ? "　没有保存" : "") }));
    const here = now();
    if (here && here.file === row.file && same(here.at, row.at)) node.setAttribute("aria-current", "true");
    return make("li", {}, node);
  }

  function show() {
    const words = by("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean), node = by("list");
    const open = new Set([...node.querySelectorAll("details[open]")].map(one => one.dataset.name)), here = now();
    node.replaceChildren();
    const loose = words.length > 0 && !kinds.some(kind => kind.rows.some(row => fit(row, kind.noun, words) !== null));
    for (const kind of kinds) {
      const rows = words.length ? kind.rows.map(row => [fit(row, kind.noun, words, loose), row]).filter(([rank]) => rank !== null).sort((a, b) => a[0] - b[0]).map(([, row]) => row) : kind.rows;
      if (words.length && !rows.length) continue;
      const details = make("details", {}, make("summary", {}, kind.noun, make("small", { textContent: ` ${rows.length}` })));
      details.dataset.name = kind.name;
      const fill = () => {
        if (details.childElementCount > 1) return;
        if (kind.new && kind.new !== "matter") details.append(button(`新增${kind.noun}`, () => begin(kind)));
        if (kind.new === "matter") details.append(make("p", { className: "note", textContent: "新增事项：先打开它所在的领域、乡镇或者村居，再按“新增事项”。" }));
        /* The one that is open is shown however many stand before it. */
        const first = rows.slice(0, SHOWN), mine = here && rows.slice(SHOWN).find(row => row.file === here.file && same(row.at, here.at));
        details.append(make("ul", {}, ...(mine ? [mine, ...first] : first).map(entry)));
        if (rows.length > SHOWN) details.append(make("p", { className: "note", textContent: `还有 ${rows.length - SHOWN} 条，请在上面找` }));
      };
      details.addEventListener("toggle", () => { if (details.open) fill(); });
      const holds = here && !words.length && here !== last && rows.some(row => row.file === here.file && same(row.at, here.at));
      if (open.has(kind.name) || holds || (words.length && rows.length <= 30)) { fill(); details.open = true; }
      node.append(details);
    }
    if (here !== last) node.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    last = here;
    const none = words.length && !node.childElementCount;
    inside(by("search").value.trim(), !none && !loose, rows => {
      node.querySelector(".note.none")?.remove();
      node.querySelector(".within")?.remove();
      const found = make("div", { className: "within" }, make("p", { className: "note", textContent: `内容里写着的（${rows.length}）` }), make("ul", {}, ...rows.map(row => entry({ ...row, sub: row.note || "" }))));
      node.append(found);
    });
    if (none) node.append(make("p", { className: "note none", textContent: "没有找到。换几个字，或者写拼音首字母（县民政局写 xmzj）。" }));
  }

  by("search").addEventListener("input", show);
  by("search").addEventListener("keydown", event => {
    const first = by("list").querySelector("li button");
    if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
  });
  /* Up and down within the list. */
  by("list").addEventListener("keydown", event => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = [...by("list").querySelectorAll("summary, details[open] button")], n = all.indexOf(document.activeElement);
    const next = all[n + (event.key === "ArrowDown" ? 1 : -1)];
    if (n >= 0 && next) { event.preventDefault(); next.focus(); }
  });

  return {
    show,
    take(told) { kinds = told.kinds; drafts = told.drafts; show(); },
    open(some) { drafts = some; },
    connect(done) { ({ begin, go, now } = done); },
    kind: name => kinds.find(kind => kind.name === name),
    of: file => kinds.find(kind => kind.name === (file.startsWith("content/") ? "pages" : file.split("/")[1].replace(".yml", ""))),
    title: (file, at) => kinds.flatMap(kind => kind.rows).find(row => row.file === file && same(row.at, at))?.title,
    drafts: (file, at) => drafts.filter(one => !one.kind && one.file === file && same(one.at, at)),
    news: kind => drafts.filter(one => one.kind === kind),
  };
})();
