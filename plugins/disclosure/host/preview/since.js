/* The preview beside an earlier edition: marks what is another now, and leads from one change to the next. */
(async () => {
  "use strict";
  const page = document.currentScript.dataset.page;
  const answer = await fetch(`/-preview/since?page=${encodeURIComponent(page)}`, { cache: "no-store" });
  if (!answer.ok) return;
  const { since, summary, stops, marks } = await answer.json();
  if (!stops) return;
  const main = document.querySelector("main") || document.body;
  const plain = (text) => text.replace(/\s+/g, "");

  const made = (name, text, more = {}) => {
    const element = Object.assign(document.createElement(name), more);
    element.textContent = text;
    return element;
  };

  /* Where a record stands on this page: its row in a table, the part that its address names, or all of it. */
  const scope = ({ row, at }) => {
    if (row) {
      const link = [...main.querySelectorAll("table a[href]")].find((one) => one.pathname === `/${row}`);
      return link && link.closest("tr");
    }
    return (at && document.getElementById(decodeURIComponent(at))) || main;
  };

  /* The cell of a field: what stands behind its name, or says its new text; the record as a whole where no cell of it is shown. */
  const cell = (within, label, text) => {
    if (label) {
      for (const named of within.querySelectorAll("dt, th[scope=row]")) {
        if (plain(named.textContent) === label && named.nextElementSibling) return named.nextElementSibling;
      }
      const named = within.querySelector(`[data-l="${CSS.escape(label)}"]`);
      if (named) return named;
      const wanted = plain(text).slice(0, 30);
      if (wanted) {
        const found = [...within.querySelectorAll("td, dd, th, h1, p, li, .tag, .note")].filter((one) => !one.closest(".past, .on-day") && plain(one.textContent).includes(wanted));
        if (found.length) return found.at(-1).matches("h1 *, td *, dd *") ? found.at(-1).closest("h1, td, dd") : found.at(-1);
      }
    }
    return within === main ? main.querySelector("h1") || main : within.querySelector("th") || within;
  };

  for (const mark of marks) {
    const within = scope(mark);
    if (within) cell(within, mark.label, mark.new).classList.add("preview-changed");
  }

  const asked = Number(new URLSearchParams(location.search).get("change"));
  const first = stops.findIndex((one) => one.page === page);
  const at = asked >= 1 && asked <= stops.length && stops[asked - 1].page === page ? asked - 1 : first;
  const kept = Number(sessionStorage.getItem("preview since") || -1);
  const here = at >= 0 ? at : -1;
  if (here >= 0) sessionStorage.setItem("preview since", String(here));
  const way = (number, text) => {
    const one = stops[number];
    return made("a", text, { href: `/${one.page.split("/").map(encodeURIComponent).join("/")}?change=${number + 1}` });
  };

  const bar = made("nav", "", { className: "preview-since" });
  bar.setAttribute("aria-label", "改动");
  bar.append(made("b", `与${since}比`), made("span", `${summary}${summary && "；"}逐处看，共 ${stops.length} 处`));
  const from = here >= 0 ? here : Math.min(kept, stops.length - 1);
  if (from > 0) bar.append(way(from - 1, "‹ 上一处"));
  if (from < stops.length - 1) bar.append(way(from + 1, from < 0 ? "从第一处看起 ›" : "下一处 ›"));
  if (here >= 0) {
    const { said, label, pieces, more } = stops[here];
    const line = made("p", `${here + 1}/${stops.length}　${said}`);
    if (label) line.append(`　${label}：`);
    pieces.forEach(([sign, text], n) => {
      if (sign === "+" && n && pieces[n - 1][0] === "-") line.append(" → ");
      line.append(sign === "=" ? text : made(sign === "-" ? "del" : "ins", text));
    });
    if (more) line.append(`（${more}）`);
    bar.append(line);
  }
  document.body.prepend(bar);

  if (here >= 0 && stops[here].page === page && asked) {
    const { at: place, label, new: text } = stops[here];
    const found = cell(scope({ row: "", at: place }) || main, label, text);
    for (let folded = found.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    found.classList.add("preview-here");
    requestAnimationFrame(() => found.scrollIntoView({ block: "center", behavior: "instant" }));
  }
})();
