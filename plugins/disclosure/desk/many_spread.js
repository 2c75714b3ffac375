/* The chosen matters into the catalogues of townships. */
"use strict";
(() => {
  const { make, button } = Values;
  const { ask, said, turns, by, latest, once } = Desk;
  const boxes = () => [...document.querySelectorAll("#towns input[data-id]")];

  by("spread").addEventListener("toggle", async () => {
    if (!by("spread").open || by("towns").childElementCount) return;
    try {
      const told = await ask("spread");
      const all = make("input", { type: "checkbox", id: "town-all", onchange: () => boxes().forEach(one => { one.checked = all.checked; }) });
      by("towns").append(make("span", { className: "box" }, all, make("label", { htmlFor: "town-all", textContent: " 全部" })));
      for (const one of told.townships) {
        const box = make("input", { type: "checkbox", id: `town-${one.id}` });
        box.dataset.id = one.id;
        by("towns").append(make("span", { className: "box" }, box, make("label", { htmlFor: box.id, textContent: ` ${one.title}` })));
      }
    } catch (fault) { said(fault.message); }
  });

  let part = null;
  function differing() {
    by("differing").hidden = !by("differ").checked;
    if (by("differing").hidden) return;
    const f = Desk.grid.field(), why = make("textarea", { id: "difference", rows: 1 });
    part = Values.of(f, undefined, "differs");
    by("differing").replaceChildren(make("label", { htmlFor: "differs", textContent: `乡镇的“${f.key}”` }), part.node, make("label", { htmlFor: "difference", textContent: "为什么与县里不同（差异说明）" }), why);
  }
  document.querySelectorAll("#spread input[name=spread]").forEach(one => one.addEventListener("change", differing));
  by("key").addEventListener("change", () => setTimeout(differing));

  const asking = latest();
  by("spread").addEventListener("input", asking);
  by("spread-show").onclick = async () => {
    const still = asking();
    const sent = { rows: Desk.grid.chosen(), townships: boxes().filter(one => one.checked).map(one => one.dataset.id), way: document.querySelector("#spread input[name=spread]:checked").value };
    if (sent.way === "differ") Object.assign(sent, { key: Desk.grid.field().key, value: part.get() ?? null, difference: by("difference").value });
    if (!sent.rows.length) return said("先在上面的表里选事项");
    try {
      const told = await ask("spread/preview", sent);
      if (!still()) return;
      const save = make("button", { type: "button", className: "first", id: "spread-save", textContent: `写这 ${told.number} 项`, onclick: () => once(save, async () => {
        try { const done = await ask("spread/save", { ...sent, stamp: told.stamp }); turns(done); by("shown").replaceChildren(); await Desk.grid.again(); said(`写好了 ${done.number} 项，一步可以撤销`); } catch (fault) { said(fault.message); }
      }) });
      by("shown").replaceChildren(make("h2", { textContent: told.number ? `会写 ${told.number} 项；还没有写` : "没有要写的" }), make("div", { className: "bar top" }, ...(told.number ? [save] : []), button("不写了", () => by("shown").replaceChildren())),
        make("table", {}, make("thead", {}, make("tr", {}, ...["乡镇", "编号", "事项", "会写的"].map(one => make("th", { scope: "col", textContent: one })))), make("tbody", {}, ...told.rows.map(row => make("tr", {}, make("td", { textContent: row.township }), make("td", { textContent: row.number }), make("td", { textContent: row.title }), make("td", { className: row.why ? "" : "new", textContent: row.why ? `不动：${row.why}` : row.text }))))));
      (told.number ? save : by("shown")).focus();
    } catch (fault) { said(fault.message); by("shown").replaceChildren(make("p", { className: "finding error", textContent: fault.message })); }
  };
})();
