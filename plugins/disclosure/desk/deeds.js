/* What can be done with a record as a whole: copied, 停用, taken away; and the page of the site beside it. */
"use strict";
const Deeds = (() => {
  const { make, button, known } = Values;
  const { ask } = Desk;
  const NOT_COPIED = ["编号", "信息", "停用", "曾用编号"];

  function bar(record, form, desk) {
    const kind = List.of(record.file), matter = record.at[0] === "事项", node = make("div", { className: "deeds" });
    const copied = () => Object.fromEntries(Object.entries(desk.copied()).filter(([key]) => !NOT_COPIED.includes(key)));
    if (kind?.matters && !matter) node.append(button("新增事项", () => desk.go({ kind: "matter", file: record.file }), "quiet"));
    if (matter) node.append(button("照这一项新增", () => desk.go({ kind: "matter", file: record.file, copied: copied() }), "quiet"));
    else if (kind?.new) node.append(button("照这一条新增", () => desk.go({ kind: kind.name, copied: copied() }), "quiet"));
    const retired = form.parts.find(part => part.f.key === "停用");
    if (retired && record.values["停用"] === undefined) node.append(button("停用（不删）", () => retire(retired, form, desk), "quiet"));
    if (record.file !== "catalogues/county.yml") node.append(button("删去……", () => removing(record, retired && record.values["停用"] === undefined ? () => retire(retired, form, desk) : null, desk), "quiet"));
    return node;
  }

  function retire(part, form, desk) {
    if (form.rest) form.rest.open = true;
    [...part.node.querySelectorAll("button")].find(one => one.textContent === "写“停用”")?.click();
    part.node.querySelectorAll("details").forEach(one => { one.open = true; }); // the reason is wanted, too
    const day = part.node.querySelector('[data-key="日期"] input');
    if (day && !day.value) { day.value = known.choices.as_of || ""; day.dispatchEvent(new Event("input", { bubbles: true })); }
    desk.said("公布过的不删：网址还打得开，页面说明已经停用，目录表里不再列。写明日期和原因，再保存。");
    part.node.scrollIntoView({ block: "center" });
    (part.node.querySelector('[data-key="原因"] textarea, [data-key="原因"] input') || day)?.focus();
  }

  function removing(record, retire, desk) {
    const box = make("dialog", {}), close = () => { box.close(); box.remove(); };
    box.setAttribute("aria-label", "删去");
    box.append(make("h2", { textContent: `删去“${record.title}”？` }));
    if (retire) box.append(make("p", { textContent: "公布过的一般不删，写“停用”：网址还打得开，页面说明已经停用、何时停用、为什么，编号不会再被别的事项用。删去的网址会打不开，收藏了它、引用了它的人都找不到。" }));
    else box.append(make("p", { textContent: "公布过的网址会打不开；别处引用了它的，检查会逐条指出来。" }));
    box.append(make("p", { textContent: "没有公布过、写错了的，可以删去。删错了按右上角的“撤销”。" }));
    if (desk.unsaved().length) box.append(make("p", { textContent: `表单里还有没有保存的（${desk.unsaved().join("、")}），会一起不要。` }));
    const last = button("确定删去", async () => {
      last.disabled = true;
      try {
        desk.turns(await ask("remove", { file: record.file, at: record.at, stamp: record.stamp }));
        close();
        await desk.discard();
        history.replaceState(null, "", location.pathname);
        Desk.by("form").replaceChildren(make("p", { textContent: `“${record.title}”已经删去。删错了，按“撤销”。` }));
        desk.said("已删去。");
        await desk.start();
      } catch (fault) { close(); desk.said(fault.moved ? "这个文件刚刚在别处改过了，没有删。请再打开看一遍" : fault.message); }
    });
    const bar = make("div", { className: "deeds" });
    if (retire) { const first = button("改写“停用”", () => { close(); retire(); }); first.className = "first"; bar.append(first); }
    bar.append(last, button("不删了", close));
    box.append(bar);
    document.body.append(box);
    box.addEventListener("close", () => box.remove());
    box.showModal();
  }

  return { bar };
})();

const Beside = (() => {
  const { by } = Desk;
  const show = record => {
    const page = record.address ? `/${record.address}` : "/index.html", frame = document.querySelector("iframe"), waits = by("waits");
    waits.textContent = record.waits ? `这一条到 ${record.waits} 才公布，现在的网站里没有它的网页。在“全县设置”把截至日期改到那天，就看得到。` : "";
    waits.hidden = !record.waits;
    frame.hidden = by("page").hidden = Boolean(record.waits);
    if (record.waits) return;
    by("page").href = page;
    if (frame.getAttribute("src") !== page) frame.setAttribute("src", page);
  };
  by("beside").onclick = () => {
    const on = document.querySelector(".desk").classList.toggle("alone");
    by("beside").setAttribute("aria-pressed", String(!on));
    try { localStorage.setItem("desk-alone", on ? "1" : ""); } catch { /* it need not be remembered */ }
  };
  try { if (localStorage.getItem("desk-alone")) by("beside").click(); } catch { /* shown */ }
  return { show };
})();
