/* The round of an office: what is open, what has changed, publishing; long work runs beside, and tells what it does. */
"use strict";
(() => {
  const { make, button } = Values;
  const { ask, said, turns, by } = Desk;
  let dry = null, on = true;
  const link = row => `/-desk/records#${encodeURIComponent(JSON.stringify({ file: row.file, at: row.at }))}`;
  const WORD = { error: "错误", warning: "警告", notice: "提示" };

  async function start() {
    const told = await ask("office");
    turns(told);
    by("standing").textContent = `截至日期 ${told.as_of || "读不出来"}；${told.edition ? `最近一版：${told.edition}` : told.withdrawn.length ? "各版都撤下了" : "还没有存过版本"}${told.withdrawn.map(one => `（${one.edition} 那一版在 ${one.date} 撤下了：${one.reason}）`).join("")}；${told.waiting ? "正在检查……" : `错误 ${told.counts.error}，警告 ${told.counts.warning}，提示 ${told.counts.notice}${told.counts.error ? "：有错误不能发布" : ""}`}`;
    for (const key of ["target", "address"]) if (document.activeElement !== by(key)) by(key).value = told.settings[key];
    by("open").replaceChildren(make("h3", { textContent: "检查出的问题，按单位" }), ...(told.units.length ? told.units.map(group) : [make("p", { textContent: told.waiting ? "正在检查……" : "没有。" })]));
    const late = told.due.filter(one => one.late), soon = told.due.filter(one => !one.late);
    by("due").replaceChildren(make("h3", { textContent: `到期的（逾期 ${late.length} 项，30 天内到期 ${soon.length} 项）` }), ...(told.due.length ? [box("到期的", table(["单位", "到期", "还有多久", "类别", "事项", "在哪里"], [...late.sort((a, b) => b.late - a.late), ...soon.sort((a, b) => (a.day || "9").localeCompare(b.day || "9"))].slice(0, 300).map(one => [one.unit, one.day, one.when, one.sort, one.title, one.place])))] : [make("p", { textContent: "没有。" })]));
    await drafts();
    if (told.waiting && on) setTimeout(() => start().catch(fault => said(fault.message)), 1500);
  }

  const table = (heads, rows) => make("table", {}, make("thead", {}, make("tr", {}, ...heads.map(one => make("th", { scope: "col", textContent: one })))), make("tbody", {}, ...rows.map(row => make("tr", {}, ...row.map(one => one instanceof Node ? make("td", {}, one) : make("td", { textContent: one }))))));
  const box = (name, inside) => { const node = make("div", { className: "scroll low", tabIndex: 0 }, inside); node.setAttribute("role", "region"); node.setAttribute("aria-label", name); return node; };

  function group(one) {
    const parts = ["error", "warning", "notice"].filter(key => one[key]).map(key => `${WORD[key]} ${one[key]}`);
    const rows = one.rows.map(row => [make("a", { href: link(row), textContent: row.title || row.file }), `${WORD[row.severity]} ${row.code}`, row.message, row.hint]);
    return make("details", {}, make("summary", { textContent: `${one.unit}：${parts.join("，")}` }), table(["在哪里", "轻重", "是什么", "怎么改"], rows), ...(one.left ? [make("p", { className: "note", textContent: `还有 ${one.left} 条` })] : []));
  }

  /* What was typed and not saved yet. */
  async function drafts() {
    const rows = (await ask("drafts")).drafts;
    by("drafts").replaceChildren(make("h3", { textContent: `写了没有保存的（${rows.length}）` }), make("ul", {}, ...rows.map(row => make("li", {}, make("a", { href: row.kind ? `/-desk/records#${encodeURIComponent(JSON.stringify({ kind: row.kind, file: row.file }))}` : link(row), textContent: row.title || row.file })))));
  }

  // -- work that takes its time --------------------------------------------------------------
  async function run(name, sent, quiet = false) {
    const job = await ask(name, sent), began = Date.now();
    if (job.asked) return job;
    const bar = make("progress", { max: 1 }), line = make("span", {}), out = make("pre", { className: "said" });
    bar.setAttribute("aria-label", job.what);
    bar.removeAttribute("value");
    by("doing").scrollIntoView({ block: "nearest" });
    by("doing").replaceChildren(make("p", {}, bar, ` ${job.what}…… `, line, " ", button("停下", () => Jobs.stop(job.id))), ...(quiet ? [] : [out]));
    const told = await Jobs.wait(job.id, (lines, state) => {
      const [what, done, total] = state.at;
      line.textContent = `${Math.round((Date.now() - began) / 1000)} 秒${what ? `，${what} ${total > 1 ? `${done}/${total}` : ""}` : ""}`;
      if (total > 0) bar.value = done / total;
      out.textContent = lines.join("\n");
    });
    by("doing").replaceChildren(make("p", { className: told.code ? "finding error" : "finding notice", textContent: told.stopped ? `${job.what}：已经停下` : told.code ? `${job.what}：没有做成` : `${job.what}：做好了` }), ...(quiet && !told.code ? [] : [make("pre", { className: "said", textContent: told.lines.join("\n") })]));
    said(`${job.what}：${told.stopped ? "已经停下" : told.code ? "没有做成，原因在下面" : "做好了"}`);
    return { ...told, id: job.id };
  }
  const guarded = (node, what) => { by(node).addEventListener("click", async () => { by(node).disabled = true; try { await what(); } catch (fault) { said(fault.message); by("doing").replaceChildren(make("p", { className: "finding error", role: "alert", textContent: fault.message })); } by(node).disabled = node === "publish" && !dry; }); };

  guarded("compare", async () => {
    const told = await run("office/changes", {}, true);
    by("changes").hidden = false;
    if (told.code) return by("changes").replaceChildren(make("p", { className: "finding error", textContent: told.lines.join(" ") }));
    const data = JSON.parse(told.lines.join("\n"));
    const units = new Map();
    for (const one of data["变动"]) { const name = one["单位"]?.[0] || "没有写单位"; units.set(name, [...units.get(name) || [], one]); }
    by("changes").replaceChildren(make("p", { textContent: `${data["时段"]}：${data["小结"]}。` }),
      ...[...units].map(([name, rows]) => make("details", { open: rows.length <= 12 }, make("summary", { textContent: `${name}（${rows.length}）` }), ...rows.slice(0, 200).map(one => make("div", { className: "one" }, make("strong", { textContent: `${one["类型"]}　` }), `${one["处"]} ${one["名称"]}`,
        ...(one["要素"] || []).map(cell => make("p", {}, `${cell["要素"]}：`, make("del", { textContent: cell["原"] }), cell["原"] && cell["新"] ? " → " : "", make("ins", { textContent: cell["新"] }))))))));
  });
  guarded("make-sheet", async () => { const told = await run("office/make-sheet", {}, true); by("sheet").hidden = Boolean(told.code); if (!told.code) by("sheet").focus(); });
  guarded("keep", async () => { await run("office/keep", {}); await start(); });
  guarded("editions", () => run("office/editions", {}));
  guarded("dry", async () => {
    await remember();
    let told = await run("office/publish", { dry: true });
    if (told.asked) {
      if (!await sure("再发撤下过的", `${told.asked}问题已经解决、确实要再发吗？不该再发的，请先改好再试运行。`, "已经解决，再发", "先不发")) return said("没有试运行：目录里还有撤下过的内容");
      told = await run("office/publish", { dry: true, again: true });
    }
    dry = told.code ? null : told.id;
    by("publish").disabled = !dry;
    by("publish").className = dry ? "first" : "";
    if (dry) by("publish").focus();
  });
  guarded("publish", async () => {
    const target = by("target").value.trim();
    const left = (await ask("drafts")).drafts.length;
    if (!await sure("发布", `发布到 ${target}，确定？${left ? `还有 ${left} 份写了没有保存的，不会发布出去。` : ""}`, "确定发布", "先不发布")) return;
    const shown = dry; dry = null;
    const told = await run("office/publish", { dry: false, shown });
    if (!told.code && !told.stopped) by("doing").firstChild.append(`。网页在 ${/:\/\//.test(target) || target.endsWith(".zip") ? target : `${target.replace(/[\\/]+$/, "")}/current`}`, ...(by("address").value.trim() ? ["，公开地址 ", make("a", { href: by("address").value.trim(), textContent: by("address").value.trim(), target: "_blank", rel: "noopener" })] : []));
    await start();
  });

  /* What everybody sees cannot be taken back unseen: it asks once. */
  const sure = (name, asked, doing, not) => new Promise(done => {
    const box = make("dialog", { id: "sure" });
    const say = (text, yes) => button(text, () => { done(yes); box.close(); });
    const yes = say(doing, true);
    yes.className = "first";
    box.setAttribute("aria-label", name);
    box.append(make("p", { textContent: asked }), make("div", { className: "deeds" }, yes, say(not, false)));
    box.addEventListener("close", () => { done(false); box.remove(); });
    document.body.append(box);
    box.showModal();
  });
  guarded("roll-back", async () => { if (by("reason").value.trim() && !await sure("退回前一版", "刚发布的一版会从门户上撤下，换回前一版，确定？", "确定退回", "先不退回")) return; await run("office/roll-back", { reason: by("reason").value }); by("reason").value = ""; await start(); });
  async function remember() { await ask("office/settings", { target: by("target").value, address: by("address").value }); }
  by("settings").addEventListener("submit", event => { event.preventDefault(); remember().then(() => said("记住了"), fault => said(fault.message)); });
  by("settings").addEventListener("input", () => { dry = null; by("publish").disabled = true; });
  addEventListener("pagehide", () => { on = false; });
  /* What was compared, tried or made before is no longer so. */
  document.addEventListener("turned", () => {
    dry = null;
    by("publish").disabled = true; by("publish").className = "";
    by("changes").hidden = by("sheet").hidden = true;
    by("changes").replaceChildren(); by("doing").replaceChildren();
    start().catch(fault => said(fault.message));
  });
  Desk.round = { run };
  start().catch(fault => said(fault.message));
})();
