/* The first page: finding a record, what was typed and not saved, and what is done most. */
"use strict";
(() => {
  const { ask, said, turns, by, fit, inside } = Desk;
  let kinds = [];
  const link = (text, where) => { const node = document.createElement("a"); node.href = `/-desk/records#${encodeURIComponent(JSON.stringify(where))}`; node.textContent = text; return node; };
  const item = (...parts) => { const node = document.createElement("li"); node.append(...parts); return node; };
  const small = text => { const node = document.createElement("small"); node.textContent = text; return node; };

  const show = () => {
    const words = by("words").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = loose => kinds.flatMap(kind => kind.rows.map(row => [fit(row, kind.noun, words, loose), kind.name === "matters" ? 1 : 0, kind, row])).filter(([rank]) => rank !== null)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , kind, row]) => [kind, row]);
    let rows = words.length ? found(false) : [];
    if (words.length && !rows.length) rows = found(true);
    by("hits").replaceChildren(...rows.slice(0, 12).map(([kind, row]) => item(link(row.title, { file: row.file, at: row.at }), small(`　${kind.noun}　${row.sub}`))));
    const none = words.length && !rows.length;
    inside(by("words").value.trim(), !none && found(false).length > 0, some => {
      if (none) by("hits").replaceChildren();
      by("hits").append(...some.map(row => item(link(row.title, { file: row.file, at: row.at }), small("　内容里写着"))));
    });
    if (none) by("hits").append(item("没有找到。换几个字，或者写拼音首字母（县民政局写 xmzj）。"));
  };

  function take(told) {
    kinds = told.kinds;
    turns(told);
    by("left").replaceChildren(...told.drafts.map(one => item(link(one.title || "新的一条", one.kind ? { kind: one.kind, ...(one.file ? { file: one.file } : {}) } : { file: one.file, at: one.at }),
      small(`　${Object.keys(one.changes).slice(0, 5).join("、")}`))));
    if (!told.drafts.length) by("left").append(item("没有。写了一半的会自己留在这里，关机也不丢。"));
    by("often").replaceChildren(...[["policies", "新增一份政策（连解读）"], ["news", "新增一条动态"], ["pages", "新增一个网页"]].filter(([name]) => kinds.some(kind => kind.name === name && kind.new)).map(([name, text]) => item(link(text, { kind: name }))));
    by("often").append(item("新增事项：在上面找到领域、乡镇或者村居，打开后按“新增事项”"), item("改电话、地址：在上面写单位的名字"));
    stand(told);
    show();
  }
  function stand(told) {
    const { error, warning, notice } = told.counts;
    by("standing").textContent = told.waiting ? "正在检查全县……" : error + warning + notice ? `全县有 ${error} 处错误、${warning} 处警告、${notice} 处提示。${error ? "有错误就不能发布。" : ""}打开一条，问题就写在那一格下面。` : "没有问题。";
    if (told.waiting) setTimeout(() => ask("standing").then(stand, fault => said(fault.message)), 1000);
  }
  const load = () => Typing.rescue().then(() => ask("start")).then(take, fault => said(fault.message));

  by("words").addEventListener("input", show);
  by("find").addEventListener("submit", event => { event.preventDefault(); document.querySelector("#hits a")?.click(); });
  document.addEventListener("turned", load);
  by("words").focus();
  load();
})();
