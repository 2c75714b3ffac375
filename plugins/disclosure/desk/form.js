/* A form of fields, each with its explanation, its value or what it takes over, and what was found wrong with it. */
"use strict";
const Form = (() => {
  const { make, button, fresh, of } = Values;
  const DAY = /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/;

  /* What can be said of a value at once; the rules say the rest a moment later. */
  function doubt(f, value) {
    if (typeof value !== "string") return "";
    if (f.pattern && !new RegExp(`^(?:${f.pattern})$`).test(value)) return `应为：${f.form}`;
    if (f.widget === "day" && !DAY.test(value)) return "日期写成 2026-11-20 的样子，只知道月份的写 2026-11";
    return "";
  }

  /* `where`: {file, at} of the record, `page` for a hand-written page, `loose` where nothing is required. */
  function block(f, value, taken, where) {
    const id = fresh(), about = fresh();
    const name = [f.key, ...(f.required && !where.loose ? [make("span", { className: "must", textContent: f.element ? "要素" : "必填" })] : [])];
    const told = make("p", { className: "about", id: about, textContent: f.about + (f.example ? `　例：${f.example}` : "") });
    const heard = make("div", { className: "heard", role: "status" }), findings = make("div", { className: "findings", role: "status" }), hold = make("div", { className: "hold" });
    const follows = taken?.source.startsWith("沿用");
    const stirred = () => hold.dispatchEvent(new Event("input", { bubbles: true }));
    let part = null;
    const begin = (said, own) => {
      part = of(f, said, id, where);
      if (part.input) part.input.setAttribute("aria-describedby", about);
      hold.replaceChildren(part.node);
      if (own && taken) hold.append(button(`还回去，${follows ? "沿用" : "用默认"}`, () => { lend(); stirred(); hold.querySelector("button, textarea").focus(); }, "quiet"));
    };
    /* What is taken over stands in grey; typing makes it one's own. */
    const lend = () => {
      part = null;
      const own = said => { begin(said, true); stirred(); };
      const source = make("p", { className: "source" }, `${taken.source}`, button(`改“${f.key}”，不再${follows ? "沿用" : "用默认"}`, () => { own(taken.value); hold.querySelector("textarea, input, select")?.focus(); }, "quiet"));
      if (typeof taken.value === "string" && (f.widget === "text" || f.widget === "long")) {
        const grey = make("textarea", { id, className: "inherited oneline", value: taken.value, rows: Values.lines(taken.value, 1), spellcheck: false });
        grey.setAttribute("aria-describedby", about);
        grey.addEventListener("input", event => {
          event.stopPropagation();
          const at = grey.selectionStart;
          own(grey.value);
          const next = hold.querySelector("textarea, input");
          next?.focus(); next?.setSelectionRange?.(at, at);
        });
        hold.replaceChildren(grey, source);
      } else hold.replaceChildren(make("p", { className: "inherited", textContent: taken.text }), source);
    };
    if (value === undefined && taken) lend(); else begin(value, Boolean(taken));
    const group = part ? part.group : !hold.querySelector("textarea");
    const node = group ? make("fieldset", { className: "field" }, make("legend", {}, ...name), told, hold, heard, findings)
      : make("div", { className: "field" }, make("label", { htmlFor: id }, ...name), told, hold, heard, findings);
    node.dataset.key = f.key;
    let asked = 0;
    const limit = said => {
      const mine = ++asked, more = where.file ? `&file=${encodeURIComponent(where.file)}&at=${encodeURIComponent(JSON.stringify(where.at || []))}` : "";
      Desk.ask(`limit?text=${encodeURIComponent(said)}${more}`).then(answer => {
        if (mine === asked) heard.replaceChildren(make("p", { className: "note", textContent: answer.text ? `程序的理解：${answer.text}` : "程序读不出期限，也可以这样写；能写成“形成之日起20个工作日内”这样的最好" }), ...(answer.follow ? [make("p", { className: "note", textContent: answer.follow })] : []));
      }).catch(() => {});
    };
    const listen = () => {
      const said = part ? part.get() : taken?.value, wrong = doubt(f, said);
      heard.replaceChildren(...(wrong ? [make("p", { className: "finding notice", textContent: wrong })] : []));
      if (f.key === "时限" && typeof said === "string") limit(said);
    };
    node.addEventListener("input", listen);
    if (f.key === "时限") listen();
    return { node, f, get: () => part ? part.get() : undefined, findings };
  }

  /* All fields of a record: what is written, taken over or needed first, the rest folded away. */
  function fields(declared, values, inherited, where) {
    const parts = declared.map(f => block(f, values[f.key], inherited[f.key], where));
    const node = make("div", { className: "fields" }), rest = make("details", { className: "rest" }, make("summary", {}));
    for (const part of parts) (values[part.f.key] !== undefined || inherited[part.f.key] || part.f.at_hand || (part.f.required && !where.loose) ? node : rest).append(part.node);
    const left = rest.childElementCount - 1;
    rest.firstChild.textContent = `还可以写：${[...rest.querySelectorAll(":scope > .field")].map(one => one.dataset.key).join("、")}`;
    rest.firstChild.addEventListener("click", event => { if (event.detail > 1) event.preventDefault(); }); // a double click opens it, and does not close it again
    if (left) node.append(rest);
    const strange = Object.keys(values).filter(key => !declared.some(f => f.key === key));
    if (strange.length) node.append(make("p", { className: "note", textContent: `文件里还有表单不认识的字段，原样保留：${strange.join("、")}` }));
    /* In the order in which the file has them, then what is new. */
    const get = () => {
      const said = {};
      for (const key of Object.keys(values)) {
        const part = parts.find(one => one.f.key === key), value = part ? part.get() : values[key];
        if (value !== undefined) said[key] = value;
      }
      for (const part of parts) {
        const value = part.get();
        if (value !== undefined) said[part.f.key] = value;
      }
      return said;
    };
    return { node, parts, get, rest };
  }

  return { fields };
})();
