// When an application must be answered, day by day: the reckoning alone, no page.
// model/deadline.py reckons the same; tests hold the two together. Days are numbered from 1970-01-01, so no time zone can move them.
(function () {
  "use strict";

  // The number of a day written YYYY-MM-DD; null where there is no such day.
  function number(text) {
    var parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (!parts) return null;
    var at = new Date(Date.UTC(+parts[1], parts[2] - 1, +parts[3]));
    var real = at.getUTCFullYear() === +parts[1] && at.getUTCMonth() === parts[2] - 1 && at.getUTCDate() === +parts[3];
    return real ? at.getTime() / 864e5 : null;
  }
  function written(day) {
    return new Date(day * 864e5).toISOString().slice(0, 10);
  }
  // 0 for Monday, 6 for Sunday.
  function weekday(day) {
    return (day + 3) % 7;
  }

  // Whether a day is worked and what is special about it; null in a year whose holidays are not known.
  function look(years, day) {
    var text = written(day), year = years[text.slice(0, 4)], name = text.slice(5);
    if (!year) return null;
    if (year.on.indexOf(name) >= 0) return { works: true, reason: "调休上班" };
    if (year.off[name]) return { works: false, reason: year.off[name] };
    return weekday(day) > 4 ? { works: false, reason: "周末" } : { works: true, reason: "" };
  }

  // The n-th working day after a day; null where the holidays are not known.
  function add(law, start, n) {
    var day = number(start), found;
    while (n > 0) {
      found = look(law.years, ++day);
      if (!found) return null;
      if (found.works) n--;
    }
    return written(day);
  }

  // request: received, corrected, consulted, asked, heard, extended, as in model/deadline.py; dates as YYYY-MM-DD or "".
  function reckon(law, request) {
    var start = number(request.corrected || request.received);
    var asked = request.asked ? number(request.asked) : start;
    var heard = request.heard ? number(request.heard) : null;
    var waiting = request.consulted && heard === null ? law.periods.opinion.days : 0;
    var result = { start: written(start), days: [], counted: 0, total: law.periods.answer.days + request.extended, due: null, missing: null };
    for (var day = start; result.counted < result.total;) {
      var found = look(law.years, ++day);
      if (!found) {
        result.missing = +written(day).slice(0, 4);
        return result;
      }
      if (found.works && request.consulted && day > asked && (heard !== null ? day <= heard : waiting > 0)) {
        waiting--;
        found = { works: false, reason: "征求意见" };
      }
      if (found.works) result.counted++;
      result.days.push({ date: written(day), count: found.works ? result.counted : 0, reason: found.reason });
    }
    result.due = written(day);
    return result;
  }

  // What cannot be in a request whose dates all exist: [field, what to say].
  function faults(law, request) {
    var found = [], start = request.corrected || request.received, longest = law.periods.extension.days;
    function later(field, than, what) {
      if (request[field] && than && request[field] < than) found.push([field, said(request[field]) + "早于" + what + said(than)]);
    }
    if (request.received < law.periods.answer.since) {
      found.push(["received", "现行条例自" + said(law.periods.answer.since) + "起施行，" + said(request.received) + "收到的申请按当时的规定办"]);
    }
    later("noticed", request.received, "收到申请的日期");
    later("corrected", request.noticed || request.received, request.noticed ? "告知补正的日期" : "收到申请的日期");
    later("asked", start, request.corrected ? "收到补正材料的日期" : "收到申请的日期");
    later("heard", request.asked || start, request.asked ? "开始征求意见的日期" : "收到申请的日期");
    if (request.extension && !(request.extended >= 1 && request.extended <= longest)) {
      found.push(["extended", "延长最少 1 个、最多 " + longest + " 个工作日"]);
    }
    return found;
  }

  // A date as it stands in a sentence.
  function said(text) {
    var parts = text.split("-");
    return +parts[0] + "年" + +parts[1] + "月" + +parts[2] + "日";
  }

  window.disclosureDeadline = { number: number, written: written, weekday: weekday, look: look, add: add, reckon: reckon, faults: faults, said: said };
})();
