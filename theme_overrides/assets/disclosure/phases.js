// What has a first and a last day, judged by the reader's clock: a page made before the last day says "open" for ever if nobody looks again.
// data-from, data-until on what holds it (either may be missing), data-day the edition's date, before which no clock is believed.  Within it:
// data-phases: the words before, during and after, one of which the element says; data-shown: the phases (0, 1, 2) in which it is seen;
// data-left: says how many days are left; data-after of the holder: the section whose list it goes into when its last day is over.  data-state of the holder itself, by which tables filter, is kept in step.
(function () {
  "use strict";
  var DAY = 86400000, china = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  function days(from, to) { return Math.round((Date.parse(to + "T00:00:00Z") - Date.parse(from + "T00:00:00Z")) / DAY); }
  function whole(day, end) { return day.length > 7 ? day : end ? day + "-31" : day + "-01"; }
  document.querySelectorAll("[data-from], [data-until]").forEach(function (holder) {
    var data = holder.dataset, today = china < (data.day || "") ? data.day : china;
    var phase = data.from && today < whole(data.from) ? 0 : data.until && today > whole(data.until, true) ? 2 : 1;
    function words(element) { return element.dataset.phases.split("|")[phase]; }
    if (data.phases && "state" in data) data.state = words(holder);
    holder.querySelectorAll("[data-phases]").forEach(function (element) {
      element.textContent = words(element);
      if (element.dataset.marks) element.closest("li").className = element.dataset.marks.split("|")[phase];
    });
    holder.querySelectorAll("[data-shown]").forEach(function (element) { element.hidden = element.dataset.shown.indexOf(phase) < 0; });
    if (data.after && phase === 2) {
      var list = holder.parentNode, after = document.getElementById(data.after);
      after.querySelector("ul").appendChild(holder);
      after.hidden = false;
      if (!list.children.length) list.parentNode.querySelector("[data-none]").hidden = false;
    }
    if (data.shown) holder.hidden = data.shown.indexOf(phase) < 0;
    holder.querySelectorAll("[data-left]").forEach(function (element) {
      var left = phase === 1 && data.until && data.until.length > 7 ? days(today, data.until) : -1;
      element.textContent = phase === 2 ? "已经截止" : phase === 0 ? data.from + " 开始" : left === 0 ? "今天截止" : left > 0 ? "还有 " + left + " 天" : "";
      element.hidden = !element.textContent;
    });
  });
})();
