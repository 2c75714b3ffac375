/* What was found, beside the fields; a file that was changed elsewhere; drafts of other windows. */
"use strict";
const Findings = (() => {
  const { make, button } = Values;
  const { said, by } = Desk;
  const WORDS = { error: "错误", warning: "警告", notice: "提示" };

  function tell(found, form, top, remedy) {
    form.parts.forEach(part => part.findings.replaceChildren());
    top.replaceChildren();
    for (const one of found) {
      const part = form.parts.find(some => some.f.key === one.key);
      const node = make("div", { className: `finding ${one.severity}` }, make("strong", { textContent: `${WORDS[one.severity]}　` }), one.message, make("span", { className: "hint", textContent: one.hint }), make("small", { textContent: one.code }));
      if (one.fix) node.append(button(one.sure ? "照这样改" : "多半是这样，改了再核对", () => remedy(one)));
      if (part && form.rest?.contains(part.node) && one.severity !== "notice") form.rest.open = true;
      (part ? part.findings : top).append(node);
    }
  }

  const note = (top, text) => top.replaceChildren(...(text ? [make("p", { className: "finding error", textContent: text })] : []));
  const moved = top => note(top, "这个文件刚刚在别处改过了（别的窗口、记事本，或者网盘同步）。您写的还在这里；按“保存”会把两边并排列出来，不会盖掉谁的。");

  function conclude(title, found) {
    const errors = found.filter(one => one.severity === "error").length;
    said(found.length ? `已保存。检查完了：“${title}”有 ${found.length} 处要看${errors ? `，其中 ${errors} 处错误` : ""}。` : `已保存。检查完了：“${title}”没有问题。`);
  }

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /* What was changed between two states of a form; null for what was taken away. */
  const differing = (old, now) => Object.fromEntries([...new Set([...Object.keys(old), ...Object.keys(now)])].filter(key => !same(old[key], now[key])).map(key => [key, now[key] ?? null]));

  /* The fields that were changed in the file since a draft of them was begun, and otherwise than there. */
  const clash = (record, left) => left?.was ? Object.keys(left.changes).filter(key => !same(left.was[key], record.values[key]) && !same(left.changes[key] ?? undefined, record.values[key])) : [];

  const text = value => value === undefined || value === null ? "（没有）" : typeof value === "string" ? value : JSON.stringify(value, null, 1);
  const table = (heads, rows) => make("table", {}, make("tr", {}, ...heads.map(one => make("th", { textContent: one, scope: "col" }))),
    ...rows.map(([head, ...cells]) => make("tr", {}, make("th", { textContent: head, scope: "row" }), ...cells.map(one => make("td", { textContent: text(one) })))));

  /* Both versions by field: nobody's is written over. */
  function conflict(record, changes, fault, show, drop) {
    by("form").querySelectorAll("[role=alert]").forEach(one => one.remove());
    const box = make("div", { className: "finding error", role: "alert" }, make("p", { textContent: `${fault.message}。您写的还在这里。` }),
      table(["字段", "打开时", "文件里现在", "您写的"], Object.keys(changes).map(key => [key, record.values[key], fault.now?.values[key], changes[key]])));
    if (fault.now) box.append(button("放在新的上面，再看一遍", () => show(fault.now, { changes })), button("用文件里的", async () => { await drop(); show(fault.now); }));
    else box.append(make("p", { textContent: "文件里已经没有这一条，或者文件写法有错，读不出来。" }));
    by("form").querySelector("h1").after(box);
    said(fault.message);
    box.scrollIntoView();
  }

  /* The same, found when a draft is taken up again. */
  function both(record, left, keys, theirs) {
    const box = make("div", { className: "finding error", role: "alert" }, make("p", { textContent: "您写了没有保存的这几处，后来在别处改过了。您写的放在表单里，还没有保存，没有盖掉谁的。" }),
      table(["字段", "打开时", "文件里现在", "您写的"], keys.map(key => [key, left.was[key], record.values[key], left.changes[key]])));
    box.append(button("这几处用文件里的", theirs));
    return box;
  }

  /* A draft of what is no longer there: it can still be read. */
  function lost(one, drop) {
    const box = make("div", { className: "finding notice" }, make("p", { textContent: "这里有写了没有保存的，还要的请抄下来：" }), table(["字段", "写的"], Object.entries(one.changes)));
    box.append(button("丢掉它", drop));
    return box;
  }

  function draft(one, take, drop) {
    const keys = Object.keys(one.changes);
    const box = make("div", { className: "finding notice" }, make("p", { textContent: `有一份写了没有保存的：${keys.slice(0, 6).join("、")}${keys.length > 6 ? " 等" : ""}。可能是上次关掉的，也可能另一个窗口正开着。` }));
    box.append(button("接着写", take), button("丢掉它", drop));
    return box;
  }

  return { tell, note, moved, conclude, conflict, draft, differing, clash, both, lost };
})();
