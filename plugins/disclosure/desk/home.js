/* The first page: finding a record. */
"use strict";
(() => {
  const { ask, said, turns, by } = Desk;
  let kinds = [];
  const show = () => {
    const words = by("words").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const rows = words.length ? kinds.flatMap(kind => kind.rows.filter(row => words.every(word => `${row.title} ${row.sub} ${row.sounds} ${kind.noun}`.toLowerCase().includes(word))).map(row => [kind, row])) : [];
    by("hits").replaceChildren(...rows.slice(0, 12).map(([kind, row]) => {
      const link = document.createElement("a"), item = document.createElement("li"), small = document.createElement("small");
      link.href = `/-desk/records#${encodeURIComponent(JSON.stringify({ file: row.file, at: row.at }))}`;
      link.textContent = row.title;
      small.textContent = ` ${kind.noun} ${row.sub}`;
      item.append(link, small);
      return item;
    }));
  };
  by("words").addEventListener("input", show);
  by("find").addEventListener("submit", event => { event.preventDefault(); document.querySelector("#hits a")?.click(); });
  ask("start").then(told => { kinds = told.kinds; turns(told); show(); }, fault => said(fault.message));
})();
