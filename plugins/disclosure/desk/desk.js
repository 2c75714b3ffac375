/* The page of records: the form of one, saving it, what was found in it, and the page of the site beside it. */
"use strict";
(() => {
  const { make, button, known } = Values;
  const { ask, said, turns, by } = Desk;
  const state = { now: null, watch: null, focus: null };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const go = where => { location.hash = encodeURIComponent(JSON.stringify(where)); };
  const where = () => { const told = decodeURIComponent(location.hash.slice(1)); return told.startsWith("{") ? JSON.parse(told) : null; };
  const key = record => `${record.form}:${record.file}:${record.at.join("/")}:${record.kind || ""}`;

  async function start() {
    await Typing.rescue();
    const told = await ask("start");
    known.forms = told.forms; known.choices = told.choices;
    turns(told);
    List.take(told);
  }

  // -- which record ---------------------------------------------------------------------------
  async function route() {
    const there = where(), here = location.hash;
    if (!there) return;
    const gone = () => location.hash !== here; // somebody who has gone on is not called back by a late answer
    try {
      if (there.kind && there.kind !== "matter") { List.open((await ask("drafts")).drafts); if (!gone()) begin(List.kind(there.kind), there.copied); return; }
      const [record, open] = await Promise.all([there.kind ? ask(`blank?file=${encodeURIComponent(there.file)}`) : opened(there), ask("drafts")]);
      if (gone()) return;
      List.open(open.drafts);
      show(there.kind ? { ...record, kind: "matter", noun: "事项", copied: there.copied } : record);
    } catch (fault) { if (!gone()) unread(there, fault); }
  }
  const opened = ({ file, at }) => ask(`record?file=${encodeURIComponent(file)}&at=${encodeURIComponent(JSON.stringify(at))}`);

  function begin(kind, copied) {
    if (!copied && (!where() || where().kind !== kind.name)) { go({ kind: kind.name }); return; }
    show({ file: "", at: [], form: kind.form, stamp: "", values: {}, title: "", address: "", inherited: {}, kind: kind.name, noun: kind.noun, only: kind.only, copied });
  }

  /* A file that cannot be read without a guess has no form; what is wrong with it can be mended all the same. */
  function unread(there, fault) {
    leave();
    const top = make("div", { className: "findings" }), record = { file: there.file, at: there.at };
    by("form").replaceChildren(make("h1", { textContent: "这个文件现在打不开表单" }), make("p", { className: "finding error", textContent: fault.message }),
      ...(there.kind ? [] : List.drafts(there.file, there.at).map(one => Findings.lost(one, () => dismiss(one)))), top);
    if (!there.file || there.kind) return;
    state.now = record;
    const look = async n => {
      if (state.now !== record || n > 240) return;
      const told = await ask(`findings?file=${encodeURIComponent(there.file)}&at=${encodeURIComponent(JSON.stringify(there.at))}`).catch(() => ({ waiting: true }));
      if (told.waiting) { setTimeout(look, 250, n + 1); return; }
      Findings.tell(told.findings, { parts: [], rest: null }, top, async one => {
        try { turns(await ask("mend", { file: there.file, finding: one })); said("改好了。"); await start(); await route(); } catch (wrong) { said(wrong.message); }
      });
    };
    look(0);
  }

  /* Somebody else's draft is thrown away as it was shown; what was typed there since stays. */
  async function dismiss(one) {
    try {
      if ((await Typing.drop(one.name, one.turn)).late) said("那一份刚刚又写过，没有丢。请再看一眼");
      await start();
      await route();
    } catch (fault) { said(fault.message); }
  }

  function leave() {
    if (state.watch) { state.watch.leave(); state.watch.close(); }
    state.concluding = false; // what is found in this one is not said over another
    state.watch = state.now = null;
  }

  // -- its form -------------------------------------------------------------------------------
  /* `typed`: changes that are not saved yet: of a form that was left or lost, or of one whose file has changed meanwhile. */
  function show(record, typed) {
    leave();
    state.now = record;
    const box = by("form"), fresh = Boolean(record.kind), declared = known.forms[record.form], who = Typing.name(key(record));
    if (record.copied) record.values = { ...record.copied, ...record.values };
    const others = fresh ? List.news(record.kind).filter(one => one.file === record.file) : List.drafts(record.file, record.at);
    const mine = others.find(one => one.name === who);
    const at = Typing.watch(who, told, heard);
    const left = typed || at.held() || mine, clash = fresh ? [] : Findings.clash(record, left), values = { ...record.values, ...left?.changes };
    for (const name of Object.keys(values)) if (values[name] === null) delete values[name];
    const form = Form.fields(declared, values, record.inherited, { file: record.file, at: record.at, page: record.form === "Page" });
    const began = fresh ? {} : left ? Form.fields(declared, record.values, record.inherited, {}).get() : form.get(), top = make("div", { className: "findings", role: "status" });
    const id = fresh && record.kind !== "matter" && !record.only ? make("input", { id: "new-id", autocomplete: "off", spellcheck: false, value: left?.id || "" }) : null;
    const count = make("span", { className: "note", id: "count", role: "status" }), save = button("保存", keep);
    save.className = "first"; save.id = "save"; save.title = "Ctrl+S";
    const kind = record.file ? List.of(record.file) : null, owner = record.at[0] === "事项" ? List.title(record.file, []) : kind?.noun;
    const head = make("div", { className: "title" }, make("p", { className: "note", textContent: [fresh ? "" : owner, record.file, record.at[1] && `编号 ${record.at[1]}`].filter(Boolean).join("　") }),
      make("h1", { textContent: fresh ? `新增${record.noun || "事项"}` : record.title }));
    if (record.follow) head.append(make("p", { className: "note follow", textContent: record.follow }));
    if (!fresh) head.append(Deeds.bar(record, form, { go, turns, start, said, copied: () => form.get(), unsaved: () => Object.keys(changes()), discard }));
    const rest = make("div", {});
    head.append(rest);
    box.replaceChildren(head, top);
    Left.show(rest, go);
    if (id) box.append(make("div", { className: "field" }, make("label", { htmlFor: "new-id", textContent: "代号" }), make("span", { className: "must", textContent: "必填" }),
      make("p", { className: "about", textContent: "小写字母、数字和短横，是网址的一部分，定了不再改。例：minzheng" }), id));
    box.append(form.node, make("div", { className: "bar" }, save, button("放弃没有保存的", abandon), count));
    state.watch = at;
    let quick = [], slow = [];

    function changes() {
      const now = form.get(), other = {};
      if (fresh) return now;
      for (const name of new Set([...Object.keys(began), ...Object.keys(now)])) if (!same(began[name], now[name])) other[name] = name in now ? now[name] : null;
      return other;
    }
    function told() {
      const said = changes(), was = {};
      for (const name of Object.keys(said)) {
        const first = clash.includes(name) ? left.was[name] : record.values[name]; // until it is saved both go on being shown
        if (first !== undefined) was[name] = first;
      }
      const untouched = fresh && same(said, record.values) && !(id && id.value);
      return { who, file: record.file, at: record.at, kind: record.kind, id: id ? id.value.trim() : "", stamp: record.stamp, title: record.title || `新增${record.noun}`, was, changes: untouched ? {} : said };
    }
    function heard(answer) {
      if (answer.moved) { Findings.moved(top); return; }
      if (answer.failed) { Findings.note(top, answer.failed); return; }
      if (answer.overtaken) { at.now(); return; }
      if (answer.refused) { if (!(fresh && same(changes(), record.values)) && (!fresh || !id || id.value)) Findings.note(top, `现在还不能保存：${answer.refused}`); else Findings.note(top, ""); return; }
      if (answer.findings) {
        /* Until the slower rules have spoken, what they said before stays; what the quick ones said is as they say now. */
        const without = (all, others) => all.filter(one => !others.some(other => other.code === one.code && other.message === one.message));
        if (answer.more) quick = answer.findings; else { slow = quick.length || slow.length ? without(answer.findings, quick) : []; quick = []; }
        const known = answer.more ? quick.concat(without(slow, quick)) : answer.findings;
        Findings.tell(known, form, top, remedy);
        if (state.concluding && !answer.more) { state.concluding = false; Findings.conclude(record.title, answer.findings); }
      }
    }
    async function remedy(one) {
      try {
        const answer = await ask("remedy", { who, finding: one });
        if (answer.saved) { turns(answer); said("改好了，已保存。"); await start(); await route(); return; }
        said("改在表单里了，看过再保存。");
        show(record, { changes: Object.fromEntries(declared.map(f => [f.key, answer.values[f.key] ?? null]).filter(([name, value]) => !same(value ?? undefined, record.values[name]))), id: id?.value });
      } catch (fault) { said(fault.message); }
    }
    function marks() {
      const names = Object.keys(changes()), number = names.length;
      count.textContent = number && !(fresh && same(changes(), record.values)) ? `改了 ${number} 个字段，还没有保存` : "";
      form.parts.forEach(part => part.node.classList.toggle("changed", !fresh && names.includes(part.f.key)));
    }
    box.oninput = event => { marks(); if (event.target?.closest?.(".picker") && event.target.dataset.loose) return; at.typed(); };

    /* Nothing of this form is to come back, whatever is still on its way. */
    async function discard() {
      const number = at.discard();
      try { await Typing.drop(who, number); } catch (fault) { at.resume(); throw fault; }
      at.close();
      Typing.forget(key(record));
    }

    async function abandon() {
      try {
        await discard();
        await start();
      } catch (fault) { said(fault.message); return; }
      if (fresh) { leave(); box.replaceChildren(make("p", { textContent: "放弃了。" })); history.replaceState(null, "", location.pathname); } else await route();
    }

    async function keep() {
      const wanted = changes();
      if (!Object.keys(wanted).length) { said("没有改动"); return; }
      const sent = form.get(), mine = { who, turn: at.rest() };
      save.disabled = true;
      said("正在保存……");
      let answer;
      try {
        answer = fresh ? await ask("new", { ...mine, kind: record.kind, file: record.file, id: id ? id.value.trim() : "", values: wanted })
          : await ask("save", { ...mine, file: record.file, at: record.at, stamp: record.stamp, changes: wanted, was: told().was });
      } catch (fault) {
        at.resume();
        if (fault.moved) Findings.conflict(record, wanted, fault, show, discard);
        else { said(`没有保存：${fault.message}`); Findings.note(top, `没有保存：${fault.message}`); }
        save.disabled = false;
        return;
      }
      said("已保存。");
      Typing.forget(key(record));
      try {
        await start();
        await saved(answer, sent);
      } catch (fault) { said(`已保存。${fault.message}`); }
    }

    /* The form goes on from what the file now says; what was typed while it was being saved stands in it, not saved yet. */
    async function saved(answer, sent) {
      const now = state.now === record ? await opened(answer) : null, later = Findings.differing(sent, form.get()), more = Object.keys(later).length > 0;
      if (!now || state.now !== record) { if (!more) await Typing.drop(who); return; } // somebody has gone on meanwhile
      const back = more ? Values.caret(box) : null;
      at.close();
      history.replaceState(null, "", `#${encodeURIComponent(JSON.stringify({ file: answer.file, at: answer.at }))}`);
      state.focus = "save";
      if (answer.left?.length) Left.note(answer.left);
      const kept = show(now, more ? { changes: later } : null);
      state.concluding = !more;
      back?.();
      if (!more || await kept) await Typing.drop(who);
    }

    /* Takes over what another window wrote, where this one has not written something else in the same field. */
    async function take(one) {
      const mine = changes(), twice = Object.keys(mine).filter(name => name in one.changes && !same(mine[name], one.changes[name]));
      if (twice.length && !(fresh && same(mine, record.values))) { said(`这里也写了“${twice[0]}”，和那一份不一样。请先保存或者放弃这里的，再接着写`); return; }
      if (await show(record, { ...one, changes: { ...mine, ...one.changes } })) { await Typing.drop(one.name, one.turn).catch(() => {}); await start().catch(fault => said(fault.message)); }
    }

    if (left) head.append(make("p", { className: "finding notice", textContent: typed ? "您写的放在新的上面了，还没有保存。" : "这是上次写了、没有保存的；不要的按“放弃没有保存的”。" }));
    if (clash.length) head.after(Findings.both(record, left, clash, () => show(record, { ...left, changes: Object.fromEntries(Object.entries(left.changes).filter(([name]) => !clash.includes(name))) })));
    for (const one of others.filter(other => other.name !== who)) head.append(Findings.draft(one, () => take(one), () => dismiss(one)));
    marks();
    const kept = at.now();
    Beside.show(record);
    if (state.focus) by(state.focus)?.focus(); else box.focus({ preventScroll: true });
    if (!state.focus) box.scrollTop = 0;
    state.focus = null;
    List.show();
    return kept;
  }

  document.addEventListener("turned", async () => { const here = location.hash; await start(); if (location.hash === here) await route(); });
  addEventListener("hashchange", route);
  addEventListener("pagehide", () => state.watch?.leave());
  addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === "s") { event.preventDefault(); by("save")?.click(); }
    if (event.key === "k") { event.preventDefault(); by("search").focus(); by("search").select(); }
  });
  List.connect({ begin: kind => begin(kind), go, now: () => state.now });
  Typing.claim().then(start).then(route).catch(fault => said(fault.message));
})();
