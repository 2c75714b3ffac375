// search.html: what was found, narrowed by facets; all of it in the address, so that it can be kept, sent and gone back to.
(function () {
  "use strict";
  var search = window.disclosureSearch, page = document.querySelector(".searching");
  if (!page || !search || !search.load) return;
  var STEP = 20, SHOWN = 12, SNIPPET = 76, SUM = 6;   // what a sum that is asked for is worth in a snippet, in characters that were typed
  var FACETS = [["kind", "类别"], ["domain", "领域"], ["place", "乡镇（街道）"], ["unit", "单位"], ["method", "公开方式"]];
  var input = page.querySelector("input[name=q]"), form = input.form, timer = 0, state = null, waiting = false, kiosk = document.documentElement.dataset.flavour === "kiosk";
  function part(name) { return document.getElementById("search-" + name); }
  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  // -- the address -------------------------------------------------------------------------------------
  function read() {
    var query = new URLSearchParams(location.search), now = { q: (query.get("q") || "").slice(0, 60), exact: query.get("exact") === "1", more: 1, chosen: {} };
    now.more = Math.min(50, Math.max(1, parseInt(query.get("more"), 10) || 1));
    FACETS.forEach(function (facet) { now.chosen[facet[0]] = query.getAll(facet[0]); });
    return now;
  }
  function address(now) {
    var query = new URLSearchParams();
    if (now.q) query.set("q", now.q);
    if (now.exact) query.set("exact", "1");
    FACETS.forEach(function (facet) { now.chosen[facet[0]].forEach(function (value) { query.append(facet[0], value); }); });
    if (now.more > 1) query.set("more", String(now.more));
    return location.pathname + (query.size === 0 ? "" : "?" + query);
  }
  function go(change, replace) {
    state = Object.assign({ q: state.q, exact: state.exact, more: 1, chosen: state.chosen }, change);
    history[replace ? "replaceState" : "pushState"](null, "", address(state));
    show();
  }
  function without(name, value) {
    var chosen = Object.assign({}, state.chosen);
    chosen[name] = chosen[name].filter(function (v) { return v !== value; });
    return chosen;
  }

  // -- text with its hits marked -----------------------------------------------------------------------
  // Hits as [from, to], none within another; the terms come the longest first.
  function hits(text, terms) {
    var low = text.toLowerCase(), taken = [];
    if (low.length !== text.length) return taken;
    terms.forEach(function (term) {
      for (var at = low.indexOf(term); at >= 0; at = low.indexOf(term, at + term.length)) {
        var end = at + term.length;
        if (!taken.some(function (t) { return at < t[1] && end > t[0]; })) taken.push([at, end]);
      }
    });
    return taken.sort(function (a, b) { return a[0] - b[0]; });
  }
  function marked(element, text, terms) {
    var at = 0;
    hits(text, terms).forEach(function (hit) {
      element.append(text.slice(at, hit[0]), make("mark", "", text.slice(hit[0], hit[1])));
      at = hit[1];
    });
    element.append(text.slice(at));
    return element;
  }
  function snippet(entry, terms, sums) {
    var best = "", most = -1, from = 0;
    search.index.textsOf(entry.at).forEach(function (line) {
      var text = search.index.line(line), found = hits(text, terms), sum = found.reduce(function (n, hit) { return n + hit[1] - hit[0]; }, 0);
      var figure = sums ? text.search(sums) : -1, first = found.length ? found[0][0] : Math.max(figure, 0);
      if (figure >= 0) sum += SUM;
      if (sum > most) { most = sum; best = text; from = figure > first + SNIPPET / 2 ? figure - SNIPPET / 4 : first; }
    });
    var start = best.length > SNIPPET ? Math.max(0, Math.min(from - 16, best.length - SNIPPET)) : 0;
    return (start ? "…" : "") + best.slice(start, start + SNIPPET) + (start + SNIPPET < best.length ? "…" : "");
  }

  // -- one answer --------------------------------------------------------------------------------------
  function title(entry) {
    var index = search.index, category = index.line(entry.category), name = index.line(entry.title);
    var where = entry.number && entry.village >= 0 ? search.label("village", entry.village) : entry.number && entry.place >= 0 ? search.label("place", entry.place) : "";
    return [where, category && name.indexOf(category) >= 0 ? "" : category, name].filter(Boolean).join("　");
  }
  function facts(entry) {
    var index = search.index, domain = entry.domains.length ? search.label("domain", entry.domains[0]) : "", unit = entry.units.length ? search.label("unit", entry.units[0]) : "";
    if (entry.number) return [(domain + " " + entry.number).trim(), unit, index.line(index.limitOf(entry.at))];
    if (entry.kind === 1) return [index.line(entry.note), unit, entry.date];
    if (entry.kind === 2) return [unit, entry.date];
    if (entry.kind === 3) return [domain, entry.count + " 步"];
    if (entry.kind === 4) return ["牵头 " + unit, entry.count + " 项"];
    if (entry.kind > search.PAGE) return [unit, entry.date];
    return [entry.kind === 6 ? unit : ""];
  }
  function answer(result, terms, sums) {
    var index = search.index, entry = result.entry, item = make("li"), body = make("div"), link = make("a");
    item.append(make("span", "tag", entry.form ? index.line(entry.form) : search.KINDS[entry.kind]));
    link.href = entry.address;
    link.dataset.result = entry.address;
    marked(link, title(entry), terms);
    body.append(link);
    var text = snippet(entry, terms, sums) || (search.index.complete ? "" : "\u00a0");   // its line is kept while the text is still to come
    if (text) body.append(marked(make("p", "snip"), text, terms));
    var meta = make("p", "meta"), said = facts(entry).filter(Boolean);
    if (entry.retired) said.unshift(entry.retired.length > 3 ? entry.retired + " 停用" : entry.retired);
    if (result.copies) said.push("乡镇、村居另有 " + result.copies + " 项");
    said.forEach(function (fact, n) { meta.append(n ? "　" : "", make("span", fact.length < 20 ? "nb" : "", fact)); });
    if (said.length) body.append(meta);
    item.append(body);
    return item;
  }

  // -- facets ------------------------------------------------------------------------------------------
  function facets(found) {
    var focused = document.activeElement && document.activeElement.dataset.facet, box = part("facets"), open = box.querySelector("details[open]");
    var wide = window.matchMedia("(min-width: 1024px)").matches && !kiosk, count = FACETS.reduce(function (n, f) { return n + state.chosen[f[0]].length; }, 0);
    var outer = make("details"), head = make("summary", "", count ? "筛选（已选 " + count + " 项）" : "筛选");
    outer.open = wide || Boolean(open && open.parentNode === box);
    outer.append(head);
    FACETS.forEach(function (facet) {
      var name = facet[0], values = found.facets[name], chosen = state.chosen[name];
      if (values.length < 2 && !chosen.length) return;
      var group = make("fieldset"), more = make("details"), list = make("ul"), rest = make("ul");
      group.append(make("legend", "", facet[1]), list);
      values.forEach(function (value, n) {
        var row = make("li"), label = make("label"), check = make("input");
        check.type = "checkbox";
        check.checked = chosen.indexOf(value.label) >= 0;
        check.dataset.facet = name + "=" + value.label;
        check.addEventListener("change", function () {
          var next = Object.assign({}, state.chosen);
          next[name] = check.checked ? chosen.concat(value.label) : chosen.filter(function (v) { return v !== value.label; });
          go({ chosen: next });
        });
        label.append(check, make("span", "", value.label), make("small", "", String(value.count)));
        row.append(label);
        (n < SHOWN || check.checked ? list : rest).append(row);
      });
      if (rest.children.length) {
        more.append(make("summary", "", "其余 " + rest.children.length + " 个"), rest);
        group.append(more);
      }
      outer.append(group);
    });
    box.replaceChildren(outer);
    if (focused) box.querySelectorAll("input").forEach(function (check) { if (check.dataset.facet === focused) check.focus(); });
  }
  function chips() {
    var box = part("chips");
    box.replaceChildren();
    FACETS.forEach(function (facet) {
      state.chosen[facet[0]].forEach(function (value) {
        var chip = make("button", "chip", facet[1] + "：" + value + " ");
        chip.type = "button";
        chip.setAttribute("aria-label", "去掉条件：" + facet[1] + " " + value);
        chip.append(make("span", "x", "×"));
        chip.addEventListener("click", function () { go({ chosen: without(facet[0], value) }); input.focus(); });
        box.append(chip);
      });
    });
    box.hidden = !box.children.length;
  }

  // -- what was understood -----------------------------------------------------------------------------
  function link(text, change) {
    var a = make("a", "", text), next = Object.assign({ more: 1, exact: false, chosen: state.chosen }, { q: state.q }, change);
    a.href = address(next);
    a.addEventListener("click", function (event) {
      event.preventDefault();
      input.value = next.q;
      go(next);
    });
    return a;
  }
  function notes(found) {
    var box = part("notes"), words = found.synonyms.slice(0, 4);
    box.replaceChildren();
    function quoted(list) { return list.map(function (word) { return "“" + word + "”"; }).join(""); }
    if (found.asked.length && !state.exact && !(found.elsewhere && !found.elsewhere.near && !found.elsewhere.half)) words = found.asked.slice(0, 2).map(function (called) { return ["", called]; }).concat(words.slice(0, 2));
    var also = words.map(function (w) { return w[1]; }).filter(function (word, n, all) { return word !== state.q && all.indexOf(word) === n; });
    if (state.exact) box.append("只找了写着“" + state.q + "”的　", link("意思相同的也找", { exact: false }));
    else if (search.index.complete && found.cut.length && !found.asked.length) box.append("没有哪一条写着整句，分开找了" + quoted(found.cut) + "　", only());
    else if (also.length) box.append("也找了" + quoted(also) + "　", only());
    if (begun(found)) offer("带“" + state.q.trim() + "”的：", search.suggest(state.q).map(function (word) { return word.text; }));
    else offer(/[a-z]/i.test(state.q) ? "拼音可能是：" : "是不是要找：", found.guesses);
  }
  // What would leave nothing is not offered.
  function only() {
    return search.index.complete && search.query(state.q, { exact: true, facets: ids() }).results.length ? link("只看写着“" + state.q + "”的", { exact: true }) : "";
  }
  function offer(head, words) {
    var guesses = part("guesses");
    guesses.replaceChildren();
    guesses.hidden = !words.length;
    if (words.length) guesses.append(make("span", "", head));
    words.slice(0, 6).forEach(function (word) { guesses.append(link(word, { q: word })); });
  }
  // One character that nothing here has is no word yet: whoever writes by hand has taken the first of several.
  function begun(found) {
    return search.index.complete && !found.results.length && Array.from(state.q.trim()).length === 1 && !FACETS.some(function (facet) { return state.chosen[facet[0]].length; });
  }
  // A question that nothing answers well: what is nearest, and who can be rung up about it.
  function nearest(found) {
    var box = part("nearest"), index = search.index, domain = found.domain;
    box.replaceChildren();
    if (!index.taught || found.elsewhere || begun(found)) return;
    if (found.complaint) box.append("要反映、投诉的，可以打 12345 政务服务便民热线，全天有人接。");
    if (!found.doubtful) {
      if (found.asking) further(box, found.results[0], found.complaint);
      return;
    }
    if (found.unheard.length) box.append("本站没有写到" + found.unheard.slice(0, 2).map(function (word) { return "“" + word + "”"; }).join("") + "的内容。");
    var call = (domain >= 0 && office(index.at[index.rows.domain[domain]])) || index.taught.data.desk;
    if (domain >= 0) {
      var to = make("a", "", search.label("domain", domain));
      to.href = index.address(index.at[index.rows.domain[domain]]);
      box.append(found.results.length ? "下面的内容不一定是您要的。最接近的领域是" : "最接近的领域是", to, "，");
    }
    else if (found.results.length) box.append("下面的内容不一定是您要的，");
    if (call[1]) {
      box.append("可以打" + call[0] + "电话 ", telephone(call[1]), found.complaint ? "。" : "，也");
    }
    if (!found.complaint) box.append("可以打 12345 政务服务便民热线问。");
  }
  // Who discloses something and can be rung up: [name, telephone]; null where none is known. A township that nobody has named answers for its own people alone.
  function office(at) {
    var index = search.index, phones = index.taught.data.phones, unit = index.units[at].filter(function (unit) {
      var place = index.rows.place.findIndex(function (row) { return index.units[index.at[row]][0] === unit; });
      return phones[unit] && (place < 0 || state.q.indexOf(search.label("place", place).slice(0, 2)) >= 0);
    })[0];
    return unit === undefined ? null : [search.label("unit", unit), phones[unit]];
  }
  // Who can tell more about the first answer.
  function further(box, result, complaint) {
    var index = search.index, domain = index.domains[result.at][0], call = office(result.at) || (domain !== undefined && office(index.at[index.rows.domain[domain]])) || index.taught.data.desk;
    if (call[1]) box.append((complaint ? "也可以打" : "看了还不清楚的，可以打") + call[0] + "电话 ", telephone(call[1]), complaint ? "。" : "，也可以打 12345 政务服务便民热线问。");
  }
  function telephone(number) {
    if (kiosk) return make("span", "nb", number);   // nobody calls from there, and a link to a program would hold the page up
    var phone = make("a", "nb", number);
    phone.href = "tel:" + number.replace(/[^\d+]/g, "");
    return phone;
  }
  function leading(at) {
    var index = search.index, to = make("a", "", index.line(index.entry(at).title));
    to.href = index.address(at);
    return to;
  }
  // An office that answers, by its page where it has one.
  function named(one) {
    return one.at >= 0 ? Object.assign(make("a", "", one.office), { href: search.index.address(one.at) }) : one.office;
  }
  // What else may be meant that this site does not hold.
  function perhaps(found) {
    var box = part("perhaps");
    box.replaceChildren();
    box.hidden = !found.perhaps.length;
    found.perhaps.forEach(function (one, n) {
      box.append(n ? "；是“" : "要问的是“", one.name + "”的，归", named(one), "管");
      if (one.phone || one.national) box.append("，电话 ", telephone(one.phone || one.national));
    });
    box.append("。");
  }
  // What this site does not hold comes first, with who answers for it.
  function elsewhere(found) {
    var box = part("elsewhere"), one = found.elsewhere, line = make("span"), said = make("b");
    box.replaceChildren();
    box.hidden = !one;
    if (!one) return;
    if (one.near) said.append("“" + one.name + "”归");
    else said.append(one.said ? "本站没有专门讲“" + one.name + "”的公开事项，这件事归" : "本站没有“" + one.name + "”的公开事项，这件事归");
    said.append(named(one), "管");
    if (one.phone) line.append("电话 ", telephone(one.phone), "；");
    if (one.national && one.national !== "12345") line.append("全国统一电话 ", telephone(one.national), "；");
    line.append("也可以打 ", telephone("12345"), " 政务服务便民热线问。");
    line.append(one.note);
    if (one.see.length) line.append("本站有关的：");
    one.see.forEach(function (at, n) {
      // What another office has published is said to be its own, lest the two seem to contradict each other.
      var by = search.index.units[at].map(function (unit) { return search.label("unit", unit); });
      line.append(n ? "、" : "", leading(at), by.length && !by.some(function (unit) { return one.office.indexOf(unit) === 0; }) ? "（" + by[0] + "公开）" : "");
    });
    if (one.see.length) line.append("。");
    else if (!one.near && !one.half && found.results.length) line.append("下面的内容只是字面相近，不一定是您要的。");
    box.append(said, line);
  }
  function missing() {
    part("asked").textContent = state.q;
    var known = state.q.split(/\s+/).filter(function (word) { return word.length > 1 && word !== state.q && search.query(word).results.length; });
    part("known").replaceChildren();
    if (known.length) part("known").append("单独能查到的词：");
    known.forEach(function (word) { part("known").append(link(word, { q: word }), "　"); });
  }

  // -- everything --------------------------------------------------------------------------------------
  function ids(found) {
    var out = {}, index = search.index;
    FACETS.forEach(function (facet) {
      var all = { kind: search.KINDS, method: index.data.methods }[facet[0]] || index.rows[facet[0]];
      out[facet[0]] = state.chosen[facet[0]].map(function (value) {
        for (var n = 0; n < all.length; n += 1) if (search.label(facet[0], n) === value) return n;
        return -1;
      });
    });
    return out;
  }
  // What is called so is shown as soon as names are there; what says so follows when the texts are. Until then nothing is said to be missing.
  function show() {
    var asked = state.q.trim();
    if (input.value.trim() !== asked) input.value = state.q;
    document.title = (asked ? "“" + asked + "”的检索结果" : "检索") + " - " + page.dataset.topic;
    search.names(function () {
      render();
      if (waiting || search.index.complete || search.failed) return;
      waiting = true;
      search.load(function () { waiting = false; if (state.q.trim()) render(); }, function () {
        if (state.q.trim() && part("found").hidden) render();   // answers that are there change places once, not twice
      });
    }, function () { part("count").textContent = "检索用的数据没有取到。请检查网络，刷新页面再查；也可以从下面的领域进。"; });
  }
  function counted(found, chosen) {
    var there = found.results.length, copies = found.results.reduce(function (sum, result) { return sum + result.copies; }, 0);
    if (search.failed) return "内容没有取全，只查了名称：找到 " + there + " 条，刷新页面可以再查";
    if (!search.index.complete) return there ? "按名称找到 " + there + " 条，还在查内容……" : "正在查……";
    if (begun(found)) return "只有“" + state.q.trim() + "”还查不出来，请接着写";
    if (!there) return chosen ? "在所选条件下没有找到，请去掉一些条件" : "共 0 条";
    if (!chosen && (found.doubtful || found.elsewhere && !found.elsewhere.near && !found.elsewhere.half)) return "没有直接回答的内容，字面相近的有 " + there + " 条";
    return "找到 " + there + " 条" + (copies ? "，乡镇、村（居）另有同样的 " + copies + " 项" : "");
  }
  // What is the same as before stays where it is.
  function renew(list, items) {
    while (list.children.length > items.length) list.lastChild.remove();
    items.forEach(function (item, n) {
      var old = list.children[n];
      if (!old) list.append(item);
      else if (!old.isEqualNode(item)) old.replaceWith(item);
    });
  }
  function render() {
    var asked = state.q.trim(), chosen = FACETS.some(function (f) { return state.chosen[f[0]].length; }), settled = search.index.complete;
    var found = asked ? search.query(asked, { exact: state.exact, facets: ids() }) : { results: [], facets: {}, synonyms: [], guesses: [], cut: [], asked: [], doubtful: false, domain: -1, elsewhere: null, perhaps: [], unheard: [], complaint: false };
    var there = found.results.length, focused = document.activeElement && document.activeElement.dataset.result;
    notes(found);
    nearest(found);
    elsewhere(found);
    perhaps(found);
    part("found").hidden = !(there || (asked && chosen));
    part("found").setAttribute("aria-busy", String(!settled));
    part("empty").hidden = !asked || !settled || there > 0 || chosen || begun(found);
    part("begin").hidden = there > 0 || Boolean(asked && (chosen || !settled));
    part("count").textContent = asked ? counted(found, chosen) : "";
    chips();
    if (!part("empty").hidden) missing();
    if (part("found").hidden) return;
    facets(found);
    var shown = found.results.slice(0, state.more * STEP), more = part("more");
    renew(part("hits"), shown.map(function (result) { return answer(result, found.terms, found.sums); }));
    if (focused) part("hits").querySelectorAll("a").forEach(function (link) { if (link.dataset.result === focused) link.focus({ preventScroll: true }); });
    more.replaceChildren();
    if (there > shown.length) {
      var button = make("button", "btn line", "再看 " + Math.min(STEP, there - shown.length) + " 条（共 " + there + " 条）");
      button.type = "button";
      button.addEventListener("click", function () {
        go({ more: state.more + 1, chosen: state.chosen });
        var next = part("hits").children[shown.length];
        if (next) next.querySelector("a").focus();
      });
      more.append(button);
    }
  }

  // The whole of an answer leads where its title does, but who marks its text wants to keep that.
  part("hits").addEventListener("click", function (event) {
    var item = event.target.closest("li");
    if (item && !event.target.closest("a") && window.getSelection().isCollapsed && !event.defaultPrevented) item.querySelector("a").click();
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    window.clearTimeout(timer);
    if (input.value.trim() !== state.q) go({ q: input.value.trim(), exact: false, chosen: state.chosen });
  });
  function typed(event) {
    if (event.isComposing) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { if (input.value.trim() !== state.q) go({ q: input.value.trim(), exact: false }, true); }, 60);
  }
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);

  // -- writing by hand: on the kiosk it stands among the keys -------------------------------------------------
  function put(text) {
    input.value = text.slice(0, input.maxLength);
    input.dispatchEvent(new Event("input"));
  }
  if (!kiosk) {
    var pen = make("button", "btn hopen", "手写"), pad = null;
    pen.type = "button";
    pen.setAttribute("aria-expanded", "false");
    pen.addEventListener("click", function () {
      search.hand(function (hand) {
        if (!pad) {
          pad = hand.pad(function (char) { put(input.value + char); }, function () { put(input.value.slice(0, -1)); });
          pad.id = "search-hand";
          pad.hidden = true;
          form.after(pad);
          pen.setAttribute("aria-controls", pad.id);
        }
        pad.hidden = !pad.hidden;
        pad.clear();
        pen.setAttribute("aria-expanded", String(!pad.hidden));
      });
    });
    input.after(pen);
  }

  window.addEventListener("popstate", function () { state = read(); input.value = state.q; show(); });

  state = read();
  input.value = state.q;
  show();
  if (!state.q) input.focus({ preventScroll: true });
})();
