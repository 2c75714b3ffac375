// The map of places goes with its list: a mark is seen while one of its rows is; ?at=PLACE says where the reader stands.
(function () {
  "use strict";
  var table = document.querySelector("table.placed"), marks = Array.from(document.querySelectorAll(".plan a[data-of]"), function (mark) {
    return { mark: mark, ids: mark.dataset.of.split(" "), letter: mark.querySelector(".c") };
  });
  if (!table || !marks.length) return;
  function follow() {
    marks.forEach(function (one) {
      var left = one.ids.filter(function (id) { return !document.getElementById(id).hidden; });
      one.mark.classList.toggle("off", !left.length);
      if (one.ids.length > 1) one.letter.textContent = left.length || one.ids.length;
      if (left.length) one.mark.setAttribute("href", "#" + left[0]);
    });
    // One township is a sheet of its own.
    var at = new URLSearchParams(location.search);
    document.documentElement.toggleAttribute("data-one-township", at.has("townships"));
  }
  table.addEventListener("filtered", follow);
  follow();

  var here = new URLSearchParams(location.search).get("at");
  marks.filter(function (one) { return one.ids.indexOf(here) >= 0; }).forEach(function (mine, n) {
    var frame = mine.mark.closest(".frame"), note = document.createElement("p");
    mine.mark.classList.add("here");
    frame.scrollLeft += mine.mark.getBoundingClientRect().left - frame.getBoundingClientRect().left - frame.clientWidth / 2;
    if (n) return;
    note.className = "herenote";
    note.textContent = "您在这里：" + document.getElementById(here).querySelector("th a").textContent + "，图上用红圈标出。";
    frame.before(note);
  });
  var row = here && document.getElementById(here);
  if (row && table.contains(row)) {
    var tag = document.createElement("span");
    tag.className = "tag on";
    tag.textContent = "您在这里";
    row.querySelector("th").append(" ", tag);
  }
})();
