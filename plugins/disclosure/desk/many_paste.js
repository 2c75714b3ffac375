/* Tables that come from elsewhere: read, shown with what is doubtful at its cell, and written when somebody has said so. */
"use strict";
(() => {
  const { make, button } = Values;
  const { ask, said, turns, by, latest, once } = Desk;
  const state = { sent: null };
  const CHINESE = { doubtful: "存疑", skipped: "没有导入", notice: "提示", mended: "已修复" };
  const asking = latest();
  const clear = () => { by("shown").replaceChildren(); };

  async function start() {
    const told = await ask("paste/targets");
    const was = by("target").value || new URLSearchParams(location.search).get("target") || "";
    by("target").replaceChildren(make("option", { value: "", textContent: "（请选）" }), ...told.targets.map(one => make("option", { value: one.id, textContent: one.title })));
    by("target").value = told.targets.some(one => one.id === was) ? was : "";
    turns(told);
    if (told.lacking) by("working").replaceChildren(make("p", { className: "finding error", textContent: told.lacking }));
    const held = sessionStorage.getItem("desk-pasted");
    if (held) { sessionStorage.removeItem("desk-pasted"); await read(JSON.parse(held)); }
  }

  async function read(sent) {
    state.sent = sent; clear();
    const still = asking();
    if (!by("target").value) { said("先选导到哪里"); by("working").replaceChildren(make("p", { className: "finding", textContent: "表格收到了。先在上面选“导到哪里”，选好就读。" })); return by("target").focus(); }
    try {
      const job = await ask("paste/read", { ...sent, target: by("target").value, retire: by("retire").value.trim() });
      const stop = button("停下", () => Jobs.stop(job.id)), bar = make("progress", {});
      bar.setAttribute("aria-label", "正在读表格");
      const line = make("span", {});
      by("working").replaceChildren(make("p", {}, bar, " 正在读表格……", line, " ", stop));
      await Jobs.wait(job.id, lines => { if (still()) line.textContent = lines.at(-1) || ""; });
      const told = await ask(`paste/result?id=${job.id}`);
      if (!still()) return; // another table, or another place for it, was chosen by now
      by("working").replaceChildren();
      show(job.id, told);
    } catch (fault) { by("working").replaceChildren(make("p", { className: "finding error", role: "alert", textContent: fault.message })); said(fault.message); }
  }

  const region = (name, inside) => { const node = make("div", { className: "doubts", tabIndex: 0 }, inside); node.setAttribute("role", "region"); node.setAttribute("aria-label", name); return node; };

  // -- what was read -------------------------------------------------------------------------
  function show(id, told) {
    state.tables = told.tables;
    const sum = key => told.outcomes.reduce((all, one) => all + one.rows[key], 0);
    const cells = told.outcomes.flatMap(one => one.cells), doubtful = cells.filter(one => one.severity === "doubtful" && one.code !== "T306");
    const parts = [make("h2", { textContent: `读到 ${sum("items")} 项：新增 ${sum("new")}，改动 ${sum("changed")}，没有变化 ${sum("same")}；还没有写` })];
    parts.push(...told.refusals.map(text => make("p", { className: "finding error", textContent: text })));
    for (const one of told.outcomes) for (const gone of one.skipped) parts.push(make("p", { className: "finding", textContent: `没有导入：${[gone.file, gone.sheet, gone.reason].filter(Boolean).join(" ")}` }));
    if (told.follow) parts.push(make("p", { className: "finding", id: "follow", textContent: told.follow.text }));
    const writing = make("button", { type: "button", id: "write", className: "first", textContent: `确认，写进 ${told.files.length} 个文件${told.follow ? `（连同乡镇、村 ${told.follow.matters} 项）` : ""}`, onclick: () => once(writing, () => write(id)) });
    const again = make("button", { type: "button", id: "again", textContent: "格子改过了，再读一遍", hidden: true, onclick: () => read({ html: typed(told.tables), plain: "" }) });
    parts.push(make("div", { className: "bar top" }, ...(told.files.length ? [writing] : []), again, button("不要了", () => { clear(); state.sent = state.tables = null; said("没有写任何东西"); })));
    const doubts = cells.filter(one => one.severity !== "mended" && one.code !== "T306"), missing = told.outcomes.flatMap(one => one.missing);
    if (doubts.length) parts.push(make("h3", { textContent: `要看的 ${doubts.length} 处${doubtful.length ? "（存疑的格子可以在下面的表里直接改）" : ""}` }), region("要看的", make("ul", {}, ...doubts.slice(0, 200).map(one => make("li", { className: `finding ${one.severity === "doubtful" ? "" : "notice"}` },
      make("strong", { textContent: `${CHINESE[one.severity]} ${one.address} ${one.field} ` }), one.message, one.read ? `　表里：${one.read.slice(0, 80)}` : "", one.written ? `　会写：${one.written.slice(0, 80)}` : "", make("br"), one.hint)))));
    if (missing.length) parts.push(make("details", {}, make("summary", { textContent: `目录里有、表里没有的 ${missing.length} 项（${by("retire").value.trim() ? `从 ${by("retire").value.trim()} 起停用` : "不动"}）` }), make("p", { textContent: missing.join("、") })));
    const changes = told.outcomes.flatMap(one => one.differences.map(row => ({ ...row, target: one.target })));
    if (changes.length) parts.push(make("h3", { textContent: "会改的" }), make("table", {}, make("thead", {}, make("tr", {}, ...["编号", "事项", "字段", "原来", "改成"].map(one => make("th", { scope: "col", textContent: one })))),
      make("tbody", {}, ...changes.slice(0, 500).map(row => make("tr", {}, ...["number", "name", "field"].map(key => make("td", { textContent: row[key] })), make("td", { className: "old", textContent: row.old || "（没有）" }), make("td", { className: "new", textContent: row.new || "（没有）" }))))));
    for (const one of told.outcomes) for (const [kind, names] of Object.entries(one.unknown)) if (names.length) parts.push(make("p", { className: "finding", textContent: `本县没有的${{ units: "单位", channels: "渠道", levels: "层级" }[kind]}：${names.join("、")}` }));
    parts.push(...told.tables.flatMap((table, n) => drawn(table, n, cells, again)));
    by("shown").replaceChildren(...parts);
    said(`读好了：存疑 ${doubtful.length} 处；还没有写`);
    (told.files.length ? writing : by("shown")).focus();
    by("shown").scrollIntoView({ block: "start" });
  }

  const ROWS = 400, COLUMNS = 60; // what of a table is drawn; all of it is read again

  /* The cells of every row, also those that lie empty between others. */
  function rows_of(table) {
    const there = new Map(table.cells.map(cell => [`${cell[0]},${cell[1]}`, cell])), covered = new Set();
    return Array.from({ length: table.height }, (_, n) => {
      const row = [];
      for (let column = 1; column <= table.width; column++) {
        if (covered.has(`${n + 1},${column}`)) continue;
        const cell = there.get(`${n + 1},${column}`) || [n + 1, column, 1, 1, ""];
        for (let r = 0; r < cell[2]; r++) for (let c = 0; c < cell[3]; c++) covered.add(`${n + 1 + r},${column + c}`);
        row.push(cell);
      }
      return row;
    });
  }

  /* The table itself, what was doubtful marked at its cell; a doubtful cell can be typed over. */
  function drawn(table, n, cells, again) {
    const mine = cells.filter(one => one.file === table.file && one.sheet === table.sheet && one.table === table.number && (one.page || null) === table.page);
    const at = new Map();
    for (const one of mine) if (one.row && one.column && (!at.has(`${one.row},${one.column}`) || one.severity === "doubtful")) at.set(`${one.row},${one.column}`, one);
    const rows = rows_of(table).slice(0, ROWS).map((cells, n) => make("tr", {}, make("th", { scope: "row", textContent: String(n + 1) }), ...cells.filter(cell => cell[1] <= COLUMNS).map(draw)));
    function draw([row, column, height, width, text]) {
      const key = `${row},${column}`, told = at.get(key), cell = make("td", { rowSpan: height, colSpan: width });
      cell.dataset.at = key;
      if (!told) cell.textContent = text;
      else {
        cell.className = told.severity === "mended" ? "mended" : told.severity === "doubtful" ? "doubtful" : "told";
        cell.title = told.severity === "mended" ? `已修复：${told.message}；读作：${told.written}` : `${told.code} ${told.message}。${told.hint}`;
        if (told.severity === "doubtful") {
          const box = make("textarea", { value: text, rows: Math.min(6, text.split("\n").length), className: "oneline" }); // as high as its text
          box.setAttribute("aria-label", `${told.address} ${told.message}`);
          box.oninput = () => { again.hidden = false; const writing = by("write"); if (writing) writing.disabled = true; };
          cell.append(box);
        } else cell.textContent = text;
      }
      return cell;
    }
    const node = make("table", { id: `table-${n}` }, make("tbody", {}, ...rows)), box = make("div", { className: "scroll", tabIndex: 0 }, node);
    box.setAttribute("role", "region"); box.setAttribute("aria-label", `表 ${n + 1}`);
    return [make("h3", { textContent: [table.file, table.sheet].filter(Boolean).join(" ") + (table.height > ROWS || table.width > COLUMNS ? "（只列出前面的行和列）" : "") }), make("p", { className: "note", textContent: "黄的存疑，绿的是已经修复的（指着看是怎么读的），灰的没有导入。" }), box];
  }

  /* The tables as they stand on the page, with what was typed into them. */
  const escaped = text => text.replace(/[&<>]/g, one => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[one]).replace(/\n/g, "<br>");
  function typed(tables) {
    return tables.map((table, n) => {
      const over = new Map([...document.querySelectorAll(`#table-${n} td:has(textarea)`)].map(cell => [cell.dataset.at, cell.querySelector("textarea").value]));
      const rows = rows_of(table).map(row => `<tr>${row.map(([r, c, height, width, text]) => `<td rowspan="${height}" colspan="${width}">${escaped(over.get(`${r},${c}`) ?? text)}</td>`).join("")}</tr>`);
      return `${[table.sheet, ...table.titles].filter(Boolean).map(line => `<p>${escaped(line)}</p>`).join("")}<table>${rows.join("")}</table>`;
    }).join("");
  }

  async function write(id) {
    try {
      said("正在写……");
      const told = await ask("paste/write", { id });
      turns(told); clear(); state.sent = state.tables = null; by("pasted").value = ""; by("file").value = "";
      const link = one => make("li", {}, make("a", { href: `/-desk/records#${encodeURIComponent(JSON.stringify({ file: one.file, at: one.at }))}`, textContent: one.title }));
      by("shown").replaceChildren(make("p", { className: "finding notice", textContent: `写好了。${told.label}。一步可以撤销。` }), ...(told.new.length ? [make("h2", { textContent: `新增的 ${told.new.length} 项` }), make("ul", {}, ...told.new.map(link))] : []));
      said(`写好了。${told.label}`);
    } catch (fault) { said(fault.message); by("shown").prepend(make("p", { className: "finding error", role: "alert", textContent: fault.message })); }
  }

  by("pasted").addEventListener("paste", event => {
    event.preventDefault();
    const sent = { html: event.clipboardData.getData("text/html"), plain: event.clipboardData.getData("text/plain") };
    by("pasted").value = sent.plain.slice(0, 2000);
    read(sent);
  });
  async function file(one) {
    if (!one) return;
    if (one.size > 20 * 1024 * 1024) return said("文件超过 20 MB，请删去里面的图片，或者分成几个文件");
    const bytes = new Uint8Array(await one.arrayBuffer());
    let text = "";
    for (let n = 0; n < bytes.length; n += 0x8000) text += String.fromCharCode(...bytes.subarray(n, n + 0x8000));
    read({ name: one.name, data: btoa(text) });
  }
  by("file").addEventListener("change", () => file(by("file").files[0]));
  by("choose").addEventListener("click", () => by("file").click());
  document.addEventListener("dragover", event => event.preventDefault());
  document.addEventListener("drop", event => { event.preventDefault(); file(event.dataTransfer.files[0]); });
  by("target").addEventListener("change", () => { if (state.sent) read(state.sent); });
  /* What would change is no longer what was shown; what was typed into the table is read again with it. */
  document.addEventListener("turned", () => { if (state.sent && state.tables) read({ html: typed(state.tables), plain: "" }); else clear(); });
  start().catch(fault => said(fault.message));
})();
