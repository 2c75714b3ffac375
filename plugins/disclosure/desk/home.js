/* The first page: finding a record. */
"use strict";
(() => {
  const { ask, said, turns, by } = Desk;
  let kinds = [];
  /* What ends as it was asked for is likelier meant than what has it somewhere within: mzj is the office, not what is decided. */
  const rank = (row, words) => words.every(word => row.title.toLowerCase().endsWith(word) || (row.sounds.split(" ")[1] || "").endsWith(word)) ? 0 : 1;
  const show = () => {
    const words = by("words").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const rows = words.length ? kinds.flatMap(kind => kind.rows.filter(row => words.every(word => `${row.title} ${row.sub} ${row.sounds} ${kind.noun}`.toLowerCase().includes(word))).map(row => [kind, row])).sort((a, b) => rank(a[1], words) - rank(b[1], words)) : [];
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
