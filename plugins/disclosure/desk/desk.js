/* The desk: the list, the form of one record, saving, and the page beside it. */
"use strict";
(() => {
  const { make, button, known } = Values;
  const { ask, said, turns, by } = Desk;
  const state = { kinds: [], now: null };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  // -- the list ------------------------------------------------------------------------------
  async function start() {
    const told = await ask("start");
    known.forms = told.forms; known.choices = told.choices; state.kinds = told.kinds;
    document.querySelectorAll("datalist").forEach(one => one.remove());
    for (const [name, options] of Object.entries(told.choices)) {
      if (!Array.isArray(options)) continue;
      const list = make("datalist", { id: `to-${name}` });
      for (const one of options) list.append(make("option", { value: one.id, label: `${one.title} ${one.sounds.split(" ")[1] || ""}` }));
      document.body.append(list);
    }
    turns(told);
    list();
  }

  function entry(row) {
    const node = button("", () => go({ file: row.file, at: row.at }));
    node.append(row.title, make("br"), make("small", { textContent: row.sub }));
    if (state.now && state.now.file === row.file && same(state.now.at, row.at)) node.setAttribute("aria-current", "true");
    return make("li", {}, node);
  }

  function list() {
    const words = by("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const open = new Set([...by("list").querySelectorAll("details[open]")].map(one => one.dataset.name));
    const node = by("list");
    node.replaceChildren();
    for (const kind of state.kinds) {
      const rows = kind.rows.filter(row => words.every(word => `${row.title} ${row.sub} ${row.sounds} ${kind.noun}`.toLowerCase().includes(word)));
      if (words.length && !rows.length) continue;
      const details = make("details", {}, make("summary", { textContent: `${kind.noun}（${rows.length}）` }));
      details.dataset.name = kind.name;
      const fill = () => {
        if (details.childElementCount > 1) return;
        if (kind.new && kind.new !== "matter") details.append(button(`新增${kind.noun}`, () => begin(kind)));
        details.append(make("ul", {}, ...rows.slice(0, 500).map(entry)));
        if (kind.new === "matter") details.append(make("p", { className: "note", textContent: "要新增事项，先打开它所在的领域、乡镇或者村居，再按下面的“新增事项”。" }));
        if (rows.length > 500) details.append(make("p", { className: "note", textContent: `还有 ${rows.length - 500} 条，请在上面找` }));
      };
      details.addEventListener("toggle", () => { if (details.open) fill(); });
      if (open.has(kind.name) || (words.length && rows.length <= 30)) { fill(); details.open = true; }
      node.append(details);
    }
  }

  // -- one record ----------------------------------------------------------------------------
  const kept = record => `desk:${record.form}:${record.file}:${record.at.join("/")}${record.kind ? `:new:${record.kind}` : ""}`;
  const go = where => { location.hash = encodeURIComponent(JSON.stringify(where)); };

  async function route() {
    const told = decodeURIComponent(location.hash.slice(1));
    if (!told.startsWith("{")) return;
    const where = JSON.parse(told);
    try {
      if (where.kind === "matter") show({ ...await ask(`blank?file=${encodeURIComponent(where.file)}`), kind: "matter", copied: where.copied });
      else if (where.kind) begin(state.kinds.find(kind => kind.name === where.kind));
      else show(await ask(`record?file=${encodeURIComponent(where.file)}&at=${encodeURIComponent(JSON.stringify(where.at))}`));
    } catch (fault) { unread(where, fault); }
  }

  /* A file that cannot be read without a guess has no form; what is wrong with it can be mended all the same. */
  async function unread(where, fault) {
    const top = make("div", { className: "findings" });
    by("form").replaceChildren(make("h2", { textContent: "这个文件现在打不开表单" }), make("p", { className: "finding error", textContent: fault.message }), top);
    if (!where.file || where.kind) return;
    const record = { file: where.file, at: where.at, findings: [], waiting: true };
    state.now = record;
    wait(record, { parts: [], rest: make("details") }, top);
  }

  function begin(kind) {
    show({ file: "", at: [], form: kind.form, stamp: "", values: {}, title: "", address: "", inherited: {}, findings: [], waiting: false, kind: kind.name, noun: kind.noun, only: kind.only });
  }

  /* `typed`: changes that are not saved yet: those of a form that was left or lost, or of one whose file has changed meanwhile. */
  function show(record, typed) {
    state.now = record;
    const box = by("form"), fresh = Boolean(record.kind);
    if (record.copied) record.values = { ...record.copied, ...record.values };
    const left = typed || JSON.parse(localStorage.getItem(kept(record)) || "null"), values = { ...record.values, ...left?.changes };
    for (const key of Object.keys(values)) if (values[key] === null) delete values[key];
    const form = Form.fields(known.forms[record.form], values, record.inherited, false);
    const began = fresh ? {} : left ? Form.fields(known.forms[record.form], record.values, record.inherited, false).get() : form.get(), top = make("div", { className: "findings", role: "status" });
    let id = null;
    const head = [make("h2", { textContent: fresh ? `新增${record.noun || "事项"}` : record.title }), make("p", { className: "note", textContent: record.file + (record.at[1] ? ` 编号 ${record.at[1]}` : "") })];
    if (fresh && record.kind !== "matter" && !record.only) {
      id = make("input", { id: "new-id", autocomplete: "off", placeholder: "如 minzheng", value: left?.id || "" });
      head.push(make("div", { className: "field" }, make("label", { htmlFor: "new-id", textContent: "代号" }), make("p", { className: "about", textContent: "小写字母、数字和短横；它是网址的一部分，定了不再改。" }), id));
    }
    const dirty = () => {
      const now = form.get(), changes = {};
      for (const key of new Set([...Object.keys(began), ...Object.keys(now)])) if (!same(began[key], now[key])) changes[key] = key in now ? now[key] : null;
      return changes;
    };
    const saving = button("保存", save), count = make("span", { className: "note", role: "status" });
    saving.className = "first"; saving.id = "save";
    const extra = fresh ? [] : more(record, form);
    box.replaceChildren(...head, top, form.node, make("div", { className: "bar" }, saving, button("放弃没有保存的", () => { localStorage.removeItem(kept(record)); if (fresh) box.replaceChildren(); else route(); }), ...extra, count));
    box.oninput = () => {
      const changes = dirty(), number = Object.keys(changes).length;
      count.textContent = number ? `改了 ${number} 个字段，还没有保存` : "";
      if (number) localStorage.setItem(kept(record), JSON.stringify({ changes, id: id ? id.value : "" })); else localStorage.removeItem(kept(record));
    };

    async function save() {
      const changes = dirty();
      if (!Object.keys(changes).length) return said("没有改动");
      saving.disabled = state.saving = true;
      said("正在保存……");
      try {
        const told = fresh ? await ask("new", { kind: record.kind, file: record.file, id: id ? id.value.trim() : "", values: form.get() })
          : await ask("save", { file: record.file, at: record.at, stamp: record.stamp, changes });
        localStorage.removeItem(kept(record));
        said("已保存。正在检查……");
        await start();
        state.saving = false;
        if (state.now !== record) return; // somebody has gone on meanwhile
        state.focus = "save";
        const where = encodeURIComponent(JSON.stringify({ file: told.file, at: told.at }));
        if (location.hash.slice(1) === where) await route(); else location.hash = where;
      } catch (fault) {
        if (fault.moved) conflict(record, changes, fault);
        else { said(`没有保存：${fault.message}`); top.replaceChildren(make("p", { className: "finding error", textContent: `没有保存：${fault.message}` })); }
      }
      saving.disabled = state.saving = false;
    }

    if (left) {
      head[0].after(make("p", { className: "finding notice", textContent: typed ? "您写的放在新的上面了，还没有保存。" : "这是上次写了、没有保存的；不要的按“放弃没有保存的”。" }));
      box.oninput();
    }
    if (!fresh) { tell(record, form, top); if (record.waiting) wait(record, form, top); else if (state.focus) conclude(record); }
    const page = record.address ? `/${record.address}` : "/index.html";
    by("page").href = page;
    if (document.querySelector("iframe").getAttribute("src") !== page) document.querySelector("iframe").setAttribute("src", page);
    if (state.focus) by(state.focus)?.focus(); else box.focus();
    state.focus = null;
    list();
  }

  function more(record, form) {
    const made = [];
    const kind = state.kinds.find(one => record.file.split("/")[1].replace(".yml", "") === one.name);
    if (record.at[0] === "事项") {
      const { 编号, 信息, 停用, 曾用编号, ...copied } = record.values;
      made.push(button("照这一项新增", () => go({ kind: "matter", file: record.file, copied })));
    } else if (kind && kind.matters) made.push(button("新增事项", () => go({ kind: "matter", file: record.file })));
    const retired = form.parts.find(part => part.f.key === "停用");
    if (retired && record.values["停用"] === undefined) made.push(button("停用（不删）", () => {
      form.rest.open = true;
      [...retired.node.querySelectorAll("button")].find(one => one.textContent === "写“停用”")?.click();
      const day = retired.node.querySelector('[data-key="日期"] input');
      if (day && !day.value) { day.value = known.choices.as_of || ""; day.dispatchEvent(new Event("input", { bubbles: true })); }
      said("公布过的不删：网址还打得开，页面说明已经停用，目录表里不再列。写明日期和原因，再保存。");
      retired.node.scrollIntoView();
    }));
    return made;
  }

  // -- findings ------------------------------------------------------------------------------
  function tell(record, form, top) {
    form.parts.forEach(part => part.findings.replaceChildren());
    top.replaceChildren(...(record.waiting ? [make("p", { className: "note", textContent: "正在检查……" })] : []));
    for (const one of record.findings) {
      const part = form.parts.find(some => some.f.key === one.key), word = { error: "错误", warning: "警告", notice: "提示" }[one.severity];
      const node = make("div", { className: `finding ${one.severity}` }, make("strong", { textContent: `${word} ${one.code} ` }), one.message, make("br"), one.hint);
      if (one.fix && !record.waiting) node.append(make("br"), button(one.sure ? "照这样改好" : "多半是这样，改好再核对", async () => {
        try { turns(await ask("mend", { file: record.file, finding: one })); said("改好了。正在检查……"); await start(); if (record.form) await route(); else by("form").replaceChildren(make("p", { textContent: "改好了，请在名单里再选一次；还有别的问题的，会照样列出来。" })); } catch (fault) { said(fault.message); }
      }));
      if (part && form.rest.contains(part.node)) form.rest.open = true;
      (part ? part.findings : top).append(node);
    }
  }

  function conclude(record) {
    const number = record.findings.length, errors = record.findings.filter(one => one.severity === "error").length;
    said(number ? `检查完了：这一条有 ${number} 处要看${errors ? `，其中 ${errors} 处错误` : ""}。` : "检查完了：这一条没有问题。");
  }

  async function wait(record, form, top) {
    for (let n = 0; n < 240 && state.now === record; n++) {
      await new Promise(done => setTimeout(done, 250));
      try {
        const told = await ask(`findings?file=${encodeURIComponent(record.file)}&at=${encodeURIComponent(JSON.stringify(record.at))}`);
        if (told.waiting || state.saving || state.now !== record) continue;
        Object.assign(record, told);
        tell(record, form, top);
        return conclude(record);
      } catch { return; }
    }
  }

  // -- changed elsewhere ---------------------------------------------------------------------
  function conflict(record, changes, fault) {
    const told = value => value === undefined || value === null ? "（没有）" : typeof value === "string" ? value : JSON.stringify(value, null, 1);
    const rows = Object.keys(changes).map(key => make("tr", {}, make("th", { textContent: key, scope: "row" }), ...[record.values[key], fault.now?.values[key], changes[key]].map(one => make("td", { textContent: told(one) }))));
    const table = make("table", {}, make("tr", {}, ...["字段", "打开时", "文件里现在", "您写的"].map(one => make("th", { textContent: one, scope: "col" }))), ...rows);
    const box = make("div", { className: "finding error", role: "alert" }, make("p", { textContent: `${fault.message}。您写的还在这里。` }), table);
    if (fault.now) box.append(button("放在新的上面，再看一遍", () => show(fault.now, { changes })), button("用文件里的", () => { localStorage.removeItem(kept(record)); show(fault.now); }));
    else box.append(make("p", { textContent: "文件里已经没有这一条，或者文件写法有错，读不出来。" }));
    by("form").querySelector("h2").after(box);
    said(fault.message);
    box.scrollIntoView();
  }

  by("search").addEventListener("input", list);
  document.addEventListener("turned", async () => { const here = location.hash; await start(); if (location.hash === here) await route(); });
  addEventListener("hashchange", route);
  addEventListener("keydown", event => { if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); by("save")?.click(); } });
  start().then(route, fault => said(fault.message));
})();
