// The catalogue, or a matter, as it was on a day: ?on=2026-03-15.  What the editions said comes as a script, when somebody asks, so that it works from a disk.
(function () {
  "use strict";
  var holder = document.querySelector("[data-day-part]"), asked = /[?&]on=(\d{4}-\d{2}-\d{2})(?:&|$)/.exec(location.search);
  if (!holder || !window.disclosureLoad) return;
  var on = asked ? asked[1] : "", box = ask(holder.dataset.first), parts = {};
  if (!on) return;

  // The form, where without scripts the way to the editions stands; and the place for what it asks for.
  function ask(first) {
    var form = document.createElement("form"), day = make("input", "", make("label", "日期 ", form)), place;
    holder.querySelector("p").replaceWith(form);
    form.append(" ");
    make("button", "看那一天", form, "btn line");
    Object.entries({ type: "date", name: "on", min: first, required: "", value: on }).forEach(function (pair) { day.setAttribute(pair[0], pair[1]); });
    make("p", "可以看 " + first + " 以来发布过的各版。", holder, "k");
    place = make("div", "", holder, "shown");
    place.hidden = true;
    return place;
  }

  function make(name, text, within, look) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (look) element.className = look;
    if (within) within.appendChild(element);
    return element;
  }

  // What a matter said in the edition of this number: null before it came and after it went. One that takes over another
  // (step[2]) tells what differs from that one, whose part is there by then.
  function said(steps, edition) {
    var found = null, base = "";
    steps.forEach(function (step) {
      if (step[0] > edition) return;
      if (step[1] === null) { found = null; return; }
      if (step.length > 2 || !found) found = {};
      base = step[2];
      Object.keys(step[1]).forEach(function (name) { found[name] = step[1][name]; });
    });
    if (!found || !base) return found;
    var at = base.lastIndexOf("/");
    return Object.assign({}, said(parts[base.slice(0, at)].matters[base.slice(at + 1)] || [], edition), found);
  }

  // The parts that the asked matters (all without a number) take over from, one after the other.
  function load(names, then, failed) {
    if (!names.length) return then();
    window.disclosureLoad(holder.dataset.dayPart.replace(/[^/]*$/, names[0] + ".js"), function () {
      parts[names[0]] = window.disclosureDay;
      load(names.slice(1), then, failed);
    }, failed);
  }
  function lenders(data, number) {
    var found = {};
    Object.keys(data.matters).forEach(function (other) {
      if (!number || other === number || (data.heirs[other] || [])[2] === number) {
        data.matters[other].forEach(function (step) { if (step[2]) found[step[2].slice(0, step[2].lastIndexOf("/"))] = 1; });
      }
    });
    return Object.keys(found);
  }

  function row(body, title, old, now) {
    var line = make("tr", "", body), cell;
    make("th", title, line).scope = "row";
    cell = make("td", old || "（没有写）", line);
    cell.dataset.l = on;
    cell = make("td", old === now ? "相同" : now || "（没有写）", line, old === now ? "" : "differs");
    cell.dataset.l = "现在";
  }

  function table(heads) {
    var frame = make("div", "", box, "tbl"), made = make("table", "", frame, "stack vs"), line = make("tr", "", make("thead", "", made));
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", on + "，可左右滚动");
    heads.forEach(function (text) { make("th", text, line).scope = "col"; });
    return make("tbody", "", made);
  }

  function one(data, edition, number) {
    var steps = data.matters[number] || [], old = said(steps, edition), now = said(steps, data.editions.length) || {};
    var former = old ? "" : Object.keys(data.heirs).filter(function (other) {
      return data.heirs[other][2] === number && said(data.matters[other] || [], edition);
    })[0];
    if (former) {
      old = said(data.matters[former], edition);
      make("p", "那一天它的编号是 " + former + "。", box);
    }
    if (!old) {
      make("p", steps.length && steps[0][0] > edition ? "那一天还没有公布这个事项。" : "那一天这个事项不在目录里。", box);
      return;
    }
    var body = table(["要素", on, "现在"]);
    data.fields.forEach(function (field) {
      if (old[field[0]] || now[field[0]]) row(body, field[1], old[field[0]] || "", now[field[0]] || "");
    });
  }

  function many(data, edition) {
    var body = table(["公开事项"].concat(data.fields.slice(2, 5).map(function (field) { return field[1]; }), "与现在比")), count = 0;
    Object.keys(data.matters).sort(function (a, b) { return a.localeCompare(b, "zh-CN", { numeric: true }); }).forEach(function (number) {
      var old = said(data.matters[number], edition), now = said(data.matters[number], data.editions.length), line, name, cell;
      if (!old || old["停用"]) return;
      count += 1;
      line = make("tr", "", body);
      name = make("th", "", line);
      name.scope = "row";
      if (now) make("a", number + " " + old["名称"], name).href = holder.dataset.dayPart.replace(/^.*day\/([a-z]+)-(.*)\.js$/, "$2") + "/" + number + ".html?on=" + on;
      else name.textContent = number + " " + old["名称"];
      data.fields.slice(2, 5).forEach(function (field) {
        cell = make("td", old[field[0]] || "", line);
        cell.dataset.l = field[1];
      });
      var changed = now ? data.fields.filter(function (field) { return (old[field[0]] || "") !== (now[field[0]] || ""); }).map(function (field) { return field[1]; }) : null;
      cell = make("td", !now ? "现在不在目录里" : now["停用"] ? "现在已停用" : changed.length ? "后来改了" + changed.join("、") : "相同", line, changed && !changed.length ? "" : "differs");
      cell.dataset.l = "与现在比";
      if (!now && data.heirs[number]) {
        cell.appendChild(document.createTextNode("，内容在"));
        make("a", data.heirs[number][1], cell).href = holder.dataset.dayPart.replace(/editions\/day\/.*$/, "") + data.heirs[number][0];
      }
    });
    make("p", "那一天有 " + count + " 项。", box);
  }

  function show(data) {
    var edition = 0;
    data.editions.forEach(function (one, n) { if (one[1] <= on) edition = n + 1; });
    box.hidden = false;
    box.setAttribute("tabindex", "-1");
    if (!edition) make("p", on + " 那天还没有发布过，最早的一版是 " + data.editions[0][1] + "。", box);
    else {
      var note = make("div", "", box, "note warn");
      make("b", "这不是现在的内容", note);
      make("span", "按 " + data.editions[edition - 1][1] + " 那一版" + (data.editions[edition - 1][1] === on ? "。" : "，是 " + on + " 以前最近的一版。"), note);
      if (holder.dataset.number) one(data, edition, holder.dataset.number); else many(data, edition);
    }
    holder.scrollIntoView();
  }
  function failed() {
    box.hidden = false;
    make("p", "那一天的数据没有取到，各版的数据可以在“历次版本”里下载。", box);
  }
  var own = holder.dataset.dayPart.replace(/^.*\/|\.js$/g, "");
  window.disclosureLoad(holder.dataset.dayPart.replace(/[^/]*$/, "editions.js"), function () {
    load([own], function () {
      var data = parts[own];
      data.editions = window.disclosureEditions;
      load(lenders(data, holder.dataset.number), function () { show(data); }, failed);
    }, failed);
  }, failed);
})();
