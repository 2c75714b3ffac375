/* A form of fields, each with its explanation, its value or what it takes over, and what was found wrong with it. */
"use strict";
const Form = (() => {
  const { make, button, fresh, of } = Values;
  const DAY = /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/;

  /* What can be said of a value while it is typed; the rules say the rest once it is saved. */
  function doubt(f, value) {
    if (typeof value !== "string") return "";
    if (f.pattern && !new RegExp(`^(?:${f.pattern})$`).test(value)) return `应为：${f.form}`;
    if (f.widget === "day" && !DAY.test(value)) return "日期写成 2026-11-20 的样子，只知道月份的写 2026-11";
    return "";
  }

  function block(f, value, taken, loose) {
    const id = fresh(), about = fresh();
    const name = [f.key, ...(f.required && !loose ? [make("span", { className: "must", textContent: f.element ? "　八要素之一" : "　必填" })] : [])];
    const told = make("p", { className: "about", id: about, textContent: f.about + (f.example ? `　例：${f.example}` : "") });
    const heard = make("div", { className: "heard" }), findings = make("div", { className: "findings", role: "status" }), hold = make("div", {});
    let part = null, node;
    const begin = (said, own) => {
      part = of(f, said, id);
      if (part.input) part.input.setAttribute("aria-describedby", about);
      hold.replaceChildren(part.node);
      if (own && taken) hold.append(button(`还回去，${taken.source.startsWith("沿用") ? "沿用" : "用默认"}`, () => { lend(); hold.dispatchEvent(new Event("input", { bubbles: true })); hold.querySelector("button").focus(); }));
    };
    const lend = () => {
      part = null;
      hold.replaceChildren(make("p", { className: "inherited", textContent: `${taken.text}　（${taken.source}）` }),
        button(`改“${f.key}”，不再${taken.source.startsWith("沿用") ? "沿用" : "用默认"}`, () => { begin(taken.value, true); hold.dispatchEvent(new Event("input", { bubbles: true })); hold.querySelector("textarea, input, select")?.focus(); }));
    };
    if (value === undefined && taken) lend(); else begin(value, Boolean(taken));
    const group = !part || part.group;
    node = group ? make("fieldset", { className: "field" }, make("legend", {}, ...name), told, hold, heard, findings)
      : make("div", { className: "field" }, make("label", { htmlFor: id }, ...name), told, hold, heard, findings);
    node.dataset.key = f.key;
    let asked = 0;
    const limit = said => {
      const mine = ++asked;
      fetch(`limit?text=${encodeURIComponent(said)}`).then(answer => answer.json()).then(answer => {
        if (mine === asked) heard.replaceChildren(make("p", { className: "note", textContent: answer.text ? `程序的理解：${answer.text}` : "程序读不出期限" }));
      }).catch(() => {});
    };
    const listen = () => {
      const said = part ? part.get() : taken?.value, wrong = doubt(f, said);
      heard.replaceChildren(...(wrong ? [make("p", { className: "finding", textContent: wrong })] : []));
      if (f.key === "时限" && typeof said === "string") limit(said);
    };
    node.addEventListener("input", listen);
    if (f.key === "时限") listen();
    return { node, f, get: () => part ? part.get() : undefined, findings };
  }

  /* All fields of a record: what is written, taken over or needed first, the rest folded away. */
  function fields(declared, values, inherited, loose) {
    const parts = declared.map(f => block(f, values[f.key], inherited[f.key], loose));
    const node = make("div", {}), rest = make("details", {}, make("summary", {}));
    for (const part of parts) (values[part.f.key] !== undefined || inherited[part.f.key] || (part.f.required && !loose) ? node : rest).append(part.node);
    const left = rest.childElementCount - 1;
    rest.firstChild.textContent = `还可以写（${left} 个字段）`;
    if (left) node.append(rest);
    const strange = Object.keys(values).filter(key => !declared.some(f => f.key === key));
    if (strange.length) node.append(make("p", { className: "note", textContent: `文件里还有表单不认识的字段，原样保留：${strange.join("、")}` }));
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
