/* How a value of each kind is asked for: every function gives {node, get}, and says in `fits` of what shape it can take. */
"use strict";
const Values = (() => {
  let counter = 0;
  const known = { choices: {}, forms: {} };

  function make(name, more = {}, ...inside) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(more)) {
      if (value === null || value === undefined) continue;
      if (key in node && key !== "list" && key !== "form") node[key] = value;
      else node.setAttribute(key, value);
    }
    node.append(...inside);
    return node;
  }
  const fresh = () => `f${++counter}`;
  const changed = node => node.dispatchEvent(new Event("input", { bubbles: true }));
  const button = (text, done, className = "", name = "") => {
    const node = make("button", { type: "button", textContent: text, onclick: done, className });
    if (name) node.setAttribute("aria-label", name);
    return node;
  };
  const isText = value => value === undefined || typeof value === "string";
  const isTexts = value => isText(value) || (Array.isArray(value) && value.every(one => typeof one === "string"));
  const isRecord = value => value !== null && typeof value === "object" && !Array.isArray(value);
  const listed = value => value === undefined ? [] : Array.isArray(value) ? value : [value];
  /* A list of one that was typed without brackets stays so. */
  const alike = (list, was) => list.length === 0 ? undefined : list.length === 1 && was !== undefined && !Array.isArray(was) ? list[0] : list;

  /* As high as its text, as far as that can be told beforehand. */
  const lines = (value, least) => Math.max(least, Math.min(12, (value || "").split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 26), 0)));

  function text(f, value, id, rows = 1) {
    const node = make("textarea", { id, rows: lines(value, rows), value: value || "", spellcheck: false, className: rows === 1 ? "oneline" : "" });
    node.addEventListener("input", () => { node.rows = lines(node.value, rows); });
    return { node, get: () => node.value.trim() ? node.value.replace(/\s+$/, "") : undefined, input: node };
  }

  function number(f, value, id) {
    const node = make("input", { id, inputMode: "decimal", value: value || "" });
    return { node, get: () => node.value.trim() || undefined, input: node };
  }

  function day(f, value, id) {
    const typed = make("input", { id, value: value || "", inputMode: "numeric", placeholder: "年-月-日，如 2026-11-20" });
    const picked = make("input", { type: "date", className: "unseen", tabIndex: -1 });
    picked.setAttribute("aria-label", `${f.key}：日历`);
    picked.onchange = () => { typed.value = picked.value || typed.value; changed(typed); typed.focus(); };
    const open = button("日历", () => { picked.value = /^\d{4}-\d\d-\d\d$/.test(typed.value.trim()) ? typed.value.trim() : known.choices.as_of || ""; picked.showPicker(); }, "", `${f.key}：在日历上选`);
    return { node: make("div", { className: "day" }, typed, make("div", {}, open, picked)), get: () => typed.value.trim() || undefined, input: typed };
  }

  function choice(f, value, id) {
    const node = make("select", { id });
    const options = ["", ...f.options, ...(value && !f.options.includes(value) ? [value] : [])];
    for (const one of options) node.append(make("option", { value: one, textContent: one === "" ? "（不写）" : f.options.includes(one) ? one : `${one}（不认识）` }));
    node.value = value || "";
    return { node, get: () => node.value || undefined, input: node };
  }

  function boxes(f, value, id) {
    const words = f.options || known.choices.words[f.words] || [];
    const held = listed(value).filter(one => typeof one === "string");
    const other = listed(value).find(isRecord);
    const node = make("div", { className: "boxes" });
    /* Brackets of either width make one word; what stands in the file keeps its own.  其他 is said by what it is. */
    const plain = word => word.replace(/（/g, "(").replace(/）/g, ")").replace(/\s/g, ""), mine = word => held.find(one => plain(one) === plain(word)) || word;
    const asked = f.widget === "channels" ? words.filter(word => word !== "其他") : words;
    const all = [...new Set([...asked.map(mine), ...held])].map(word => {
      const box = make("input", { type: "checkbox", checked: held.includes(word), id: fresh(), value: word });
      node.append(make("span", { className: "box" }, box, make("label", { htmlFor: box.id, textContent: ` ${word}` })));
      return box;
    });
    let more = null;
    if (f.widget === "channels") {
      const name = fresh();
      more = make("input", { id: name, value: other ? other["其他"] : "" });
      node.append(make("span", { className: "box" }, make("label", { htmlFor: name, textContent: "其他渠道" }), more));
    }
    const get = () => {
      const on = all.filter(box => box.checked).map(box => box.value);
      /* Those that were there keep their order. */
      const list = [...held.filter(one => on.includes(one)), ...on.filter(one => !held.includes(one))];
      const last = more && more.value.trim() ? [{ "其他": more.value.trim() }] : [];
      return alike([...list, ...last], value);
    };
    return { node, get, group: true };
  }
  const channelsFit = value => listed(value).every(one => typeof one === "string" || (isRecord(one) && Object.keys(one).join() === "其他" && typeof one["其他"] === "string"))
    && listed(value).filter(isRecord).length < 2 && (!listed(value).some(isRecord) || isRecord(listed(value).at(-1)));

  function audience(f, value, id) {
    const name = fresh();
    const radio = (text, checked) => {
      const box = make("input", { type: "radio", name, id: fresh(), checked });
      return [box, make("span", { className: "box" }, box, make("label", { htmlFor: box.id, textContent: ` ${text}` }))];
    };
    const [none, a] = radio("不写", value === undefined), [every, b] = radio("全社会", value === "全社会"), [some, c] = radio("特定群体：", isRecord(value));
    const groups = isRecord(value) ? value["特定群体"] : undefined;
    const who = make("input", { value: listed(groups).join("、"), oninput: () => { some.checked = true; } });
    who.setAttribute("aria-label", "特定群体是哪些人");
    const began = who.value;
    const get = () => every.checked ? "全社会" : some.checked && who.value.trim() ? { "特定群体": who.value === began && groups ? groups : who.value.trim() } : undefined;
    return { node: make("div", {}, make("div", { className: "boxes" }, a, b, c), who), get, group: true };
  }
  const audienceFits = value => value === undefined || value === "全社会" || (isRecord(value) && Object.keys(value).join() === "特定群体" && isTexts(value["特定群体"]));

  /* Any number of entries of one way of asking, which may be added, taken away and moved. */
  function many(f, value, one, name, line = false) {
    const node = make("div", { className: "many" }), rows = [];
    const place = () => node.replaceChildren(...rows.map(row => row.node), adding);
    const place_of = input => rows.findIndex(row => row.part.input === input);
    /* Enter begins the next entry; several lines that are pasted become as many entries. */
    const enter = event => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); add(undefined, true, place_of(event.target) + 1); } };
    const paste = event => {
      const lines = (event.clipboardData?.getData("text") || "").split(/\r?\n/).map(said => said.trim()).filter(Boolean), n = place_of(event.target);
      if (lines.length < 2 || event.target.value.trim()) return;
      event.preventDefault();
      rows.splice(n, 1);
      lines.forEach((said, k) => add(said, false, n + k));
      place(); changed(node); rows[n + lines.length - 1].part.input?.focus();
    };
    const add = (said, focus, at) => {
      const part = one(said), row = { part };
      const swap = by => {
        const n = rows.indexOf(row), to = n + by;
        if (to < 0 || to >= rows.length) return;
        rows.splice(n, 1); rows.splice(to, 0, row);
        place(); changed(node);
        row.node.querySelector(`[aria-label$="${by < 0 ? "上移" : "下移"}"]`)?.focus();
      };
      const drop = () => { rows.splice(rows.indexOf(row), 1); place(); changed(node); adding.focus(); };
      row.node = make("div", { className: "entry" }, part.node,
        make("div", { className: "moves" }, button("↑", () => swap(-1), "quiet", `${name}：上移`), button("↓", () => swap(1), "quiet", `${name}：下移`), button("✕", drop, "quiet", `${name}：删去这一条`)));
      if (part.input) part.input.setAttribute("aria-label", name);
      if (line && part.input) { part.input.addEventListener("keydown", enter); part.input.addEventListener("paste", paste); }
      rows.splice(at ?? rows.length, 0, row);
      if (focus) { place(); changed(node); (part.input || part.node.querySelector("input, textarea, select"))?.focus(); }
    };
    const adding = button(`加一条${name}`, () => add(undefined, true), "add");
    listed(value).forEach(said => add(said, false));
    place();
    return { node, get: () => alike(rows.map(row => row.part.get()).filter(said => said !== undefined), value), group: true };
  }

  function record(f, value, where) {
    const form = Form.fields(known.forms[f.form_of], isRecord(value) ? value : {}, {}, { file: where.file, at: where.at, loose: f.defaults });
    const node = make("fieldset", { className: "record" }, make("legend", { className: "note", textContent: f.key }), form.node);
    return { node, get: () => { const said = form.get(); return Object.keys(said).length ? said : undefined; }, group: true };
  }

  function pairs(f, value) {
    const rows = value === undefined ? undefined : Object.entries(value);
    const one = said => {
      const [a, b] = said || ["", ""];
      const left = make("input", { value: a }), right = f.options.length ? choice({ options: f.options }, b, fresh()).node : make("input", { value: b });
      left.setAttribute("aria-label", `${f.key}：左边`); right.setAttribute("aria-label", `${f.key}：右边`);
      return { node: make("div", { className: "day" }, left, right), get: () => left.value.trim() && right.value.trim() ? [left.value.trim(), right.value.trim()] : undefined };
    };
    const part = many(f, rows, one, f.key);
    return { ...part, get: () => { const said = part.get(); return said ? Object.fromEntries(said) : undefined; } };
  }

  function next(f, value) {
    if (isRecord(value)) return pairs({ ...f, options: [] }, value);
    return many(f, value, said => text(f, said, null), f.key);
  }

  /* What this form cannot show stays as it is. */
  function untouched(value) {
    return { node: make("p", { className: "inherited", textContent: `这里的写法表单显示不了，原样保留：${JSON.stringify(value)}` }), get: () => value, group: true };
  }

  const PLAIN = { text, long: (...given) => Picker.long(...given), file: (...given) => Picker.file(...given), number, day, choice };
  function of(f, value, id, where = {}) {
    if (f.widget in PLAIN) return isText(value) ? (f.widget === "text" ? text(f, value, id) : PLAIN[f.widget](f, value, id, where)) : untouched(value);
    switch (f.widget) {
      case "texts": return isTexts(value) ? many(f, value, said => text(f, said, null), f.key, true) : untouched(value);
      case "boxes": return isTexts(value) ? boxes(f, value, id) : untouched(value);
      case "channels": return channelsFit(value) ? boxes(f, value, id) : untouched(value);
      case "audience": return audienceFits(value) ? audience(f, value, id) : untouched(value);
      case "reference":
        if (!isTexts(value) || (!f.many && !isText(value))) return untouched(value);
        return f.many ? many(f, value, said => Picker.reference(f, said, null), f.key) : Picker.reference(f, value, id);
      case "record":
        if (f.many) return listed(value).every(isRecord) ? many(f, value, said => record(f, said, where), f.key) : untouched(value);
        return value === undefined || isRecord(value) ? optional(f, value, where) : untouched(value);
      case "pairs": return value === undefined || (isRecord(value) && Object.values(value).every(isText)) ? pairs(f, value) : untouched(value);
      case "next": return isTexts(value) || (isRecord(value) && Object.values(value).every(isText)) ? next(f, value) : untouched(value);
    }
    return untouched(value);
  }

  /* A record within another, that may be lacking. */
  function optional(f, value, where) {
    const node = make("div", {});
    let part = null;
    const begin = said => { part = record(f, said, where); node.replaceChildren(part.node, button(`去掉“${f.key}”`, () => { part = null; empty(); changed(node); }, "quiet")); };
    const empty = () => node.replaceChildren(button(`写“${f.key}”`, () => { begin({}); changed(node); node.querySelector("textarea, input, select")?.focus(); }, "add"));
    if (value === undefined) empty(); else begin(value);
    return { node, get: () => part ? part.get() : undefined, group: true };
  }

  /* Where somebody is writing in a form: called when it has been made anew, it puts the caret back there. */
  function caret(box) {
    const at = document.activeElement, field = box.contains(at) ? at.closest("[data-key]") : null, parts = "textarea, input, select";
    if (!field) return () => {};
    const n = [...field.querySelectorAll(parts)].indexOf(at), from = at.selectionStart, to = at.selectionEnd;
    return () => {
      const again = box.querySelector(`[data-key="${CSS.escape(field.dataset.key)}"]`)?.querySelectorAll(parts)[n];
      again?.focus();
      if (from !== null && from !== undefined) again?.setSelectionRange?.(from, to);
    };
  }

  return { make, button, fresh, of, known, text, lines, caret };
})();
