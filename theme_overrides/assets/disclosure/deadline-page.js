// The page 算答复日期: reads the form, shows the answer and every day. The reckoning is deadline.js, the law law-data.js.
// What was asked stands in the address, so that it can be passed on, and comes back with the page.
(function () {
  "use strict";
  var form = document.getElementById("deadline");
  if (!form) return;
  var law = window.disclosureLaw, deadline = window.disclosureDeadline;
  var DAYS = ["received", "noticed", "corrected", "asked", "heard"];
  var WEEK = "一二三四五六日";
  var answer = document.getElementById("answer"), shown = document.getElementById("shown");
  var extended = document.getElementById("extended");

  function make(tag, options) {
    var made = document.createElement(tag);
    Object.keys(options || {}).forEach(function (name) { made.setAttribute(name, options[name]); });
    Array.prototype.slice.call(arguments, 2).forEach(function (part) { if (part) made.append(part); });
    return made;
  }
  function input(name, unit) { return document.getElementById(name + "-" + unit); }
  function opened(name) { return form.querySelector('[data-opens="' + name + '"]').checked; }
  function way() {
    var code = form.elements.way.value;
    return law.receipts.filter(function (row) { return row.code === code; })[0];
  }
  // Digits as typed, also full-width ones.
  function typed(name) {
    return ["y", "m", "d"].map(function (unit) {
      return input(name, unit).value.trim().replace(/[０-９]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); });
    });
  }
  function put(name, day) {
    day.split("-").forEach(function (part, i) { input(name, "ymd"[i]).value = +part; });
  }
  function today() {
    var now = new Date();
    return [now.getFullYear(), ("0" + (now.getMonth() + 1)).slice(-2), ("0" + now.getDate()).slice(-2)].join("-");
  }
  function full(text) { return deadline.said(text) + "（星期" + WEEK[deadline.weekday(deadline.number(text))] + "）"; }
  function short(text) { return deadline.said(text).slice(5); }

  // Reads a date; says so at its field where it is none.  "" for one left empty that may be.
  function read(name, needed, bad) {
    var parts = typed(name), joined = parts.join("-");
    if (!parts.join("")) {
      if (needed) bad(name, "请填日期");
      return "";
    }
    var said = parts[0] + "年" + parts[1] + "月" + parts[2] + "日";
    if (parts.some(function (part) { return !/^\d+$/.test(part); })) {
      bad(name, "“" + said + "”不是完整的日期，年、月、日都用数字填");
      return "";
    }
    var day = deadline.number(joined);
    if (day === null) {
      bad(name, "没有 " + said + " 这一天");
      return "";
    }
    return deadline.written(day);
  }

  function error(name, text) {
    var box = document.getElementById(name + "-error");
    var field = box.closest(".fld");
    box.textContent = text;
    box.hidden = !text;
    field.classList.toggle("bad", Boolean(text));
    field.querySelectorAll(".in").forEach(function (control) {
      if (text) {
        control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-describedby", box.id);
      } else {
        control.removeAttribute("aria-invalid");
        control.removeAttribute("aria-describedby");
      }
    });
  }

  function asked() {
    var first = null;
    function bad(name, text) {
      error(name, text);
      first = first || (name === "extended" ? extended : input(name, "y"));
    }
    DAYS.concat("extended").forEach(function (name) { error(name, ""); });
    var request = {
      way: form.elements.way.value, received: read("received", true, bad), noticed: "", corrected: "", asked: "", heard: "",
      correction: opened("correction"), consulted: opened("consultation"), extension: opened("extension"), extended: 0
    };
    if (request.correction) {
      request.noticed = read("noticed", false, bad);
      request.corrected = read("corrected", true, bad);
    }
    if (request.consulted) {
      request.asked = read("asked", false, bad);
      request.heard = read("heard", false, bad);
    }
    if (request.extension) request.extended = /^\d+$/.test(extended.value.trim()) ? +extended.value : 0;
    if (!first) deadline.faults(law, request).forEach(function (fault) { bad(fault[0], fault[1]); });
    if (first) first.focus();
    return first ? null : request;
  }

  // The week grid: from the Monday of the first day to the Sunday of the last.
  function grid(found) {
    var first = deadline.number(found.start), byDate = {}, last = first;
    found.days.forEach(function (day) { byDate[day.date] = day; last = deadline.number(day.date); });
    var body = make("tbody"), row;
    for (var n = first - deadline.weekday(first); n <= last + 6 - deadline.weekday(last); n++) {
      if (deadline.weekday(n) === 0) body.append(row = make("tr"));
      row.append(n < first || n > last ? make("td") : cell(n, first, byDate[deadline.written(n)], found));
    }
    var head = make("tr");
    WEEK.split("").forEach(function (name) { head.append(make("th", { scope: "col" }, make("span", { "class": "vh" }, "星期"), name)); });
    return make("table", { "class": "cal" }, make("caption", { "class": "vh" }, "从收到到答复的每一天"), make("thead", {}, head), body);
  }
  function cell(n, first, day, found) {
    var text = deadline.written(n), parts = text.split("-").map(Number);
    var month = n === first || parts[2] === 1;
    var date = make("b", {}, make("span", { "class": month ? "lo" : "vh" }, parts[1] + "月"), month ? make("span", { "class": "sh", "aria-hidden": "true" }, parts[1] + ".") : "", String(parts[2]), make("span", { "class": month ? "lo" : "vh" }, "日"));
    if (n === first) return make("td", { "class": "s" }, date, "收到");
    if (!day.count) return make("td", { "class": "off" }, date, day.reason.slice(0, 2), make("span", { "class": "lo" }, day.reason.slice(2)));
    var made = make("td", { "class": text === found.due ? "z" : "w" }, date, make("span", { "class": "lo" }, "第"), String(day.count), make("span", { "class": "lo" }, "日"));
    if (day.reason) made.append(make("span", { "class": "lo" }, "，" + day.reason), make("span", { "class": "sh", "aria-hidden": "true" }, " 班"));
    return made;
  }

  // Days that do not count, by their reason.
  function skipped(found) {
    var rows = [], byReason = {};
    found.days.forEach(function (day, i) {
      if (day.count) return;
      var row = byReason[day.reason];
      if (!row) rows.push(row = byReason[day.reason] = { reason: day.reason, parts: [], days: 0 });
      var part = row.parts[row.parts.length - 1];
      if (part && part.at === i - 1) {
        part.end = day.date;
        part.at = i;
      } else row.parts.push({ start: day.date, end: day.date, at: i });
      row.days++;
    });
    if (!rows.length) return null;
    var body = make("tbody");
    rows.forEach(function (row) {
      var reason = row.reason === "周末" ? "周末" : row.reason === "征求意见" ? "征求第三方或者其他机关意见" : row.reason + "放假";
      var days = make("td", { "data-l": "日期" }), say = row.reason === "周末" ? short : brief;
      row.parts.forEach(function (part, i) {
        days.append(i ? "，" : "", make("span", { "class": "nb" }, say(part.start) + (part.end === part.start ? "" : "至" + say(part.end))));
      });
      body.append(make("tr", {}, make("th", { scope: "row" }, reason), make("td", { "class": "r", "data-l": "天数" }, String(row.days)), days));
    });
    var worked = found.days.filter(function (day) { return day.count && day.reason; }).map(function (day) {
      return brief(day.date) + "调休上班，计入第 " + day.count + " 日";
    });
    return make("section", {}, make("h2", {}, "不计入的日子"),
      make("div", { "class": "tbl", tabindex: "0", role: "region", "aria-label": "不计入的日子，可左右滚动" }, make("table", { "class": "stack" },
        make("caption", { "class": "vh" }, "不计入的日子和原因"),
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "原因"), make("th", { "class": "r", scope: "col" }, "天数"), make("th", { scope: "col" }, "日期"))), body)),
      worked.length ? make("p", {}, worked.join("；") + "。") : null);
  }
  function brief(text) { return short(text) + "（" + WEEK[deadline.weekday(deadline.number(text))] + "）"; }

  function article(key) { return "条例" + law.periods[key].basis.replace(/^.*）/, ""); }

  // How it was reckoned, step by step, each with its article.
  function steps(request, found) {
    var list = make("ol", { "class": "rules" }), periods = law.periods;
    function step(bold, rest) { list.append(make("li", {}, make("b", {}, bold), rest)); }
    step(full(request.received) + "收到申请。", way().way + "：" + way().about + "（" + way().basis + "）");
    if (request.correction) {
      var by = deadline.add(law, request.received, periods.correction.days);
      var limit = by ? "告知补正最迟到" + short(by) + "（收到申请之日起 " + periods.correction.days + " 个工作日）" : "应当在收到申请之日起 " + periods.correction.days + " 个工作日内告知补正";
      if (request.noticed && by) limit += request.noticed <= by ? "，" + short(request.noticed) + "告知，没有超过" : "，" + short(request.noticed) + "才告知，已经超过";
      step(full(request.corrected) + "收到补正材料，期限从这天重新计算。", limit + "（" + article("correction") + "）。");
    }
    step("当天不算，从第二天数起，", "只数工作日。");
    if (request.consulted) {
      var from = request.asked ? short(request.asked) : "从" + (request.correction ? "收到补正材料" : "收到申请") + "之日算起";
      step("征求意见的时间不计入。", request.heard ? from + "之后到" + short(request.heard) + "，不计入（" + article("answer") + "）。"
        : from + "，按用满 " + periods.opinion.days + " 个工作日算（" + article("opinion") + "、" + article("answer").slice(2) + "）；实际用了多久，以行政机关告知的为准。");
    }
    var end = found.days.filter(function (day) { return day.count === periods.answer.days; })[0];
    if (end) step(full(end.date) + "是第 " + periods.answer.days + " 个工作日。", "应当在这天以前答复（" + article("answer") + "）。");
    if (request.extended) step("延长 " + request.extended + " 个工作日。", (found.due ? "到" + short(found.due) + "。" : "") + "要在原来的期限之内告知您（" + article("extension") + "）。");
    return make("section", {}, make("h2", {}, "怎样算出来的"), list);
  }

  function show(request) {
    var found = deadline.reckon(law, request), off = found.days.filter(function (day) { return !day.count; }).length;
    var last = found.days.length ? found.days[found.days.length - 1].date : found.start;
    answer.textContent = "";
    shown.textContent = "";
    if (found.due) {
      answer.append(make("section", { "class": "answer" }, make("h2", {}, "最迟答复日期"),
        make("p", { "class": "d" }, deadline.said(found.due), make("span", {}, "星期" + WEEK[deadline.weekday(deadline.number(found.due))] + "，第 " + found.total + " 个工作日")),
        make("p", {}, (request.correction ? "收到补正材料" : "收到申请") + "的" + short(found.start) + "当天不计入，从第二天数起。其间有 " + off + " 个自然日不计入。",
          make("a", { "class": "nb noprint", href: "#jiuji" }, "到期没有答复怎么办"))));
    } else {
      answer.append(make("p", { "class": "note warn" }, make("b", {}, "本页还没有 " + found.missing + " 年的放假安排，答复日期还算不出"),
        (found.counted ? "数到" + full(last) + "是第 " + found.counted + " 个工作日，还差 " + (found.total - found.counted) + " 个。" : "")
          + "等国务院办公厅公布" + found.missing + "年节假日安排的通知、本页更新以后再来算。"));
    }
    if (found.days.length) shown.append(make("section", {}, make("h2", {}, "逐日计算"), grid(found)));
    var table = skipped(found);
    if (table) shown.append(table);
    shown.append(steps(request, found));
    var print = make("button", { "class": "btn line", type: "button" }, "打印这次计算");
    print.addEventListener("click", function () { window.print(); });
    shown.append(make("p", { "class": "acts noprint" }, print));
    document.body.classList.add("reckoned");
  }

  // The address: what was typed, word for word.
  function remember() {
    var query = new URLSearchParams();
    query.set("way", form.elements.way.value);
    DAYS.forEach(function (name) {
      var parts = typed(name);
      if (parts.join("") && (name === "received" || !form.querySelector('[data-day="' + name + '"]').closest(".more").hidden)) query.set(name, parts.join("-"));
    });
    form.querySelectorAll("[data-opens]").forEach(function (box) {
      if (box.checked) query.set(box.dataset.opens, box.dataset.opens === "extension" ? extended.value.trim() : "1");
    });
    history.replaceState(null, "", "?" + query + location.hash);
  }
  function recall() {
    var query = new URLSearchParams(location.search);
    form.querySelectorAll('[name="way"]').forEach(function (radio) { if (radio.value === query.get("way")) radio.checked = true; });
    DAYS.forEach(function (name) {
      (query.get(name) || "").split("-").forEach(function (part, i) { if (i < 3) input(name, "ymd"[i]).value = part.slice(0, 8); });
    });
    form.querySelectorAll("[data-opens]").forEach(function (box) { box.checked = query.has(box.dataset.opens); });
    if (query.get("extension")) extended.value = query.get("extension").slice(0, 4);
    return query.has("received");
  }
  function sync() {
    form.querySelectorAll("[data-opens]").forEach(function (box) { document.getElementById(box.dataset.opens).hidden = !box.checked; });
    form.querySelector('[data-day="received"] legend').textContent = way().day;
  }
  function clear() {
    answer.textContent = "";
    shown.textContent = "";
    document.body.classList.remove("reckoned");
    DAYS.concat("extended").forEach(function (name) { error(name, ""); });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clear();
    remember();
    var request = asked();
    if (!request) return;
    show(request);
    answer.scrollIntoView({ block: "nearest" });
  });
  form.addEventListener("reset", function () {
    setTimeout(function () { clear(); sync(); history.replaceState(null, "", location.pathname); });
  });
  form.addEventListener("change", sync);
  form.querySelectorAll("[data-step]").forEach(function (button) {
    button.addEventListener("click", function () {
      var name = button.closest("[data-day]").dataset.day, day = deadline.number(typed(name).join("-"));
      var start = deadline.number(typed("received").join("-"));
      if (day === null || button.dataset.step === "0") day = button.dataset.step !== "0" && start !== null ? start : deadline.number(today());
      put(name, deadline.written(day + +button.dataset.step));
      error(name, "");
    });
  });

  form.hidden = false;
  var given = recall();
  sync();
  if (given) {
    var request = asked();
    if (request) show(request);
  }
})();
