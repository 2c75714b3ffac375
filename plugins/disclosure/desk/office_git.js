/* Colleagues: what is not committed yet, who changed what, and both values where two have changed one field. */
"use strict";
(() => {
  const { make, button } = Values;
  const { ask, said, by } = Desk;
  const listed = lines => make("ul", { className: "lines" }, ...lines.map(line => make("li", { textContent: line })));

  async function start() {
    const told = await ask("git");
    if (told.why) return by("git").replaceChildren(make("p", { className: "note", textContent: `${told.why}。没有 git 也都能用，只是不记是谁改的。` }));
    const name = make("input", { id: "git-name", value: told.name, autocomplete: "name" }), mail = make("input", { id: "git-mail", value: told.email, autocomplete: "email" });
    const keep = () => ask("office/settings", { name: name.value, email: mail.value });
    const doing = what => async event => {
      const node = event.currentTarget;
      node.disabled = true;
      try { await keep(); await what(); } catch (fault) { said(fault.message); by("git-said").replaceChildren(make("p", { className: "finding error", role: "alert", textContent: fault.message })); }
      node.disabled = false;
    };
    const commit = make("button", { type: "button", id: "commit", className: "first", textContent: `提交这 ${told.now.length} 处改动`, disabled: !told.now.length, onclick: doing(async () => { const done = await ask("git/commit", {}); await start(); said(`提交了：${done.message.split("\n")[0]}`); }) });
    const pull = make("button", { type: "button", id: "pull", textContent: "取同事的改动", onclick: doing(() => bring({})) });
    const push = make("button", { type: "button", id: "push", textContent: "交给同事", onclick: doing(async () => { said("正在交……"); await ask("git/push", {}); said("交好了"); }) });
    by("git").replaceChildren(make("div", { className: "how" }, make("span", {}, make("label", { htmlFor: "git-name", textContent: "提交记在谁的名下（姓名或者岗位）" }), name), make("span", {}, make("label", { htmlFor: "git-mail", textContent: "邮箱（可以不写）" }), mail)),
      make("h3", { textContent: `还没有提交的（${told.now.length}）` }), told.now.length ? listed(told.now.slice(0, 100)) : make("p", { textContent: "没有。" }),
      make("div", { className: "bar top" }, commit, ...(told.remote ? [pull, push] : [])), make("div", { id: "git-said", ariaLive: "polite" }),
      make("h3", { textContent: "谁改了什么" }), ...told.log.map(one => make("details", {}, make("summary", { textContent: `${one.day}　${one.who}　${one.subject}` }), one.lines.length ? listed(one.lines) : make("p", { textContent: "（合并，或者第一次提交）" }))));
  }

  /* Two values of one field: a person chooses, one by one. */
  async function bring(sent) {
    said("正在取同事的改动……");
    const told = await ask("git/pull", sent);
    if (!told.conflicts.length) {
      await start();
      by("git-said").replaceChildren(make("p", { className: "finding notice", textContent: told.lines.length ? `取来了 ${told.lines.length} 处：` : "没有新的。" }), listed(told.lines.slice(0, 100)));
      return said(told.lines.length ? `取来了同事的 ${told.lines.length} 处改动` : "同事没有新的改动");
    }
    const chosen = {}, go = make("button", { type: "button", id: "resolve", className: "first", textContent: "照选的合起来", disabled: true, onclick: () => bring({ theirs: told.theirs, chosen }).catch(fault => said(fault.message)) });
    const rows = told.conflicts.map((one, n) => {
      const radio = (value, text, label) => { const box = make("input", { type: "radio", name: `conflict-${n}`, id: `conflict-${n}-${value}`, onchange: () => { chosen[one.id] = value; go.disabled = Object.keys(chosen).length < told.conflicts.length; } }); return make("td", {}, box, make("label", { htmlFor: box.id, textContent: ` ${label}` }), make("br"), text); };
      return make("tr", {}, make("th", { scope: "row" }, one.title, make("br"), make("small", { textContent: one.file })), make("td", { textContent: one.field }), make("td", { textContent: one.base }), radio("ours", one.ours, "用我的"), radio("theirs", one.theirs, "用同事的"));
    });
    by("git-said").replaceChildren(make("p", { className: "finding", textContent: `有 ${rows.length} 处您和同事都改了，请逐处选；别的已经能合，选完一起写，现在什么也没有动。` }),
      make("table", {}, make("thead", {}, make("tr", {}, ...["在哪里", "字段", "原来", "我的", "同事的"].map(one => make("th", { scope: "col", textContent: one })))), make("tbody", {}, ...rows)), go);
    said(`有 ${rows.length} 处两个人都改了，请选`);
  }

  document.addEventListener("turned", () => start().catch(fault => said(fault.message)));
  start().catch(fault => said(fault.message));
})();
