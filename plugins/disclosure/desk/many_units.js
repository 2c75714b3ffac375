/* A unit renamed or merged: every place that means it is listed, and those that are ticked are changed. */
"use strict";
(() => {
  const { make, button } = Values;
  const { ask, said, turns, by, latest, once } = Desk;
  const asking = latest();
  let units = [];

  async function start() {
    const told = await ask("units"), was = by("unit").value || new URLSearchParams(location.search).get("unit") || "";
    units = told.units;
    const options = some => some.map(one => make("option", { value: one.id, textContent: `${one.name}（${one.matters} 个事项${one.gone ? "，已停用" : ""}）` }));
    by("unit").replaceChildren(make("option", { value: "", textContent: "（请选）" }), ...options(units));
    by("heir").replaceChildren(make("option", { value: "", textContent: "（请选）" }), ...options(units.filter(one => !one.gone)));
    by("unit").value = units.some(one => one.id === was) ? was : "";
    if (!by("day").value) by("day").value = told.as_of;
    turns(told);
    filled();
  }

  function filled() {
    const one = units.find(some => some.id === by("unit").value);
    by("name").value = one ? one.name : ""; by("short").value = one ? one.short : "";
    ways();
  }
  function ways() {
    document.querySelectorAll("#how [data-way]").forEach(node => { node.hidden = node.dataset.way !== by("way").value; });
    asking();
    by("shown").replaceChildren();
  }
  /* An id is told by what it stands for. */
  const named = text => { const one = units.find(some => some.id === text); return one ? one.short || one.name : text; };
  const sent = () => ({ unit: by("unit").value, way: by("way").value, name: by("name").value, short: by("short").value, heir: by("heir").value, day: by("day").value });

  async function list() {
    const asked = sent(), still = asking();
    said("正在全县里找，要几秒……"); by("shown").replaceChildren(make("p", { className: "note", textContent: "正在全县里找，要几秒……" }));
    try {
      const told = await ask("units/plan", asked);
      if (!still()) return; // another unit, or another way, was chosen by now
      const boxes = [], save = make("button", { type: "button", id: "save", className: "first", onclick: () => once(save, () => write({ ...asked, stamp: told.stamp, chosen: boxes.filter(box => box.checked).map(box => Number(box.value)) })) });
      const count = () => { save.textContent = `确认，改勾选的 ${boxes.filter(box => box.checked).length} 处`; };
      const part = (name, about, places) => {
        if (!places.length) return [];
        const mine = [], rows = places.map(place => {
          const box = make("input", { type: "checkbox", value: String(place.n), checked: place.on, onchange: count });
          box.setAttribute("aria-label", `${place.title} ${place.key}：${place.was} 改成 ${place.by}`);
          mine.push(box); boxes.push(box);
          return make("tr", {}, make("td", {}, box), make("td", {}, place.title, make("br"), make("small", { textContent: place.file })), make("td", { textContent: place.key }),
            make("td", {}, place.before, make("del", { textContent: place.exact ? named(place.was) : place.was, title: place.was }), make("ins", { textContent: place.exact ? named(place.by) : place.by, title: place.by }), place.after), make("td", { textContent: place.why }));
        });
        const all = make("input", { type: "checkbox", checked: mine.every(box => box.checked), onchange: () => { mine.forEach(box => { box.checked = all.checked; }); count(); } });
        all.setAttribute("aria-label", `全部勾选：${name}`);
        const table = make("table", { className: "picks" }, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, all), ...["在哪里", "字段", "改法", "说明"].map(one => make("th", { scope: "col", textContent: one })))), make("tbody", {}, ...rows));
        const box = make("div", { className: "scroll", tabIndex: 0 }, table);
        box.setAttribute("role", "region"); box.setAttribute("aria-label", name);
        return [make("h3", { textContent: `${name}（${places.length}）` }), make("p", { className: "note", textContent: about }), box];
      };
      by("shown").replaceChildren(make("h2", { textContent: `${told.label}：${told.places.length} 处；还没有改` }), ...told.unread.map(file => make("p", { className: "finding error", textContent: `${file} 读不出来，里面的没有列` })),
        make("p", { textContent: `这个单位自己的一条：${told.own.join("；")}` }), make("div", { className: "bar top" }, save, button("不改了", () => by("shown").replaceChildren())),
        ...part("写作单位的", "这些是引用：主体、牵头单位、上级等，就是这个单位，不会弄错。", told.places.filter(one => one.exact)),
        ...part("文字里提到的", "这些只是文字，请逐条看；以前发布的、书名号里的没有勾。", told.places.filter(one => !one.exact)));
      count(); save.focus();
      said(`列出了 ${told.places.length} 处，看过再确认`);
    } catch (fault) { said(fault.message); by("shown").replaceChildren(make("p", { className: "finding error", role: "alert", textContent: fault.message })); }
  }

  async function write(asked) {
    said("正在写……");
    try {
      const told = await ask("units/save", asked);
      turns(told);
      by("shown").replaceChildren(make("p", { className: "finding notice", textContent: `${told.label}：改了 ${told.number} 处，${told.files.length} 个文件。一步可以撤销。` }));
      said(`改好了 ${told.number} 处，一步可以撤销`);
      await start();
      by("shown").replaceChildren(make("p", { className: "finding notice", textContent: `${told.label}：改了 ${told.number} 处，${told.files.length} 个文件。一步可以撤销。` }));
    } catch (fault) { said(fault.message); by("shown").prepend(make("p", { className: "finding error", role: "alert", textContent: fault.message })); }
  }

  by("unit").addEventListener("change", filled);
  by("way").addEventListener("change", ways);
  by("how").addEventListener("submit", event => { event.preventDefault(); list(); });
  document.addEventListener("turned", () => { by("shown").replaceChildren(); start().catch(fault => said(fault.message)); });
  start().catch(fault => said(fault.message));
})();
