// Frames around tables and drawings are places to stop at with the keyboard, named as what can be scrolled, only while there is something to scroll:
// on a telephone a table becomes cards, which scroll with the page. Without this script they always are.
(function () {
  "use strict";
  if (!window.ResizeObserver) return;
  var TABLES = ".prose > table:not([class])";   // of a text: its own frame, and still a table to those who listen
  function fit(frame) {
    var scrolls = frame.scrollWidth > frame.clientWidth;
    if (scrolls === frame.hasAttribute("tabindex")) return;
    if (frame.matches(TABLES)) {
      if (scrolls) frame.tabIndex = 0; else frame.removeAttribute("tabindex");
    } else if (scrolls) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", frame.dataset.label);
    } else {
      frame.dataset.label = frame.getAttribute("aria-label");
      ["tabindex", "role", "aria-label"].forEach(function (name) { frame.removeAttribute(name); });
    }
  }
  var watch = new ResizeObserver(function (seen) { seen.forEach(function (one) { fit(one.target.matches(".tbl, .flow, " + TABLES) ? one.target : one.target.parentNode); }); });
  // A catalogue scrolls with the page; in a frame that scrolls sideways its head would go away with it, and is moved along.
  function follow(frame, head) {
    window.addEventListener("scroll", function () {
      var box = frame.getBoundingClientRect(), room = box.height - 3 * head.offsetHeight;
      var by = frame.hasAttribute("tabindex") ? Math.round(Math.max(0, Math.min(-box.top - frame.clientTop, room))) : 0;
      head.style.transform = by ? "translateY(" + by + "px)" : "";
    }, { passive: true });
  }
  document.querySelectorAll(".tbl[tabindex], .flow[tabindex], " + TABLES).forEach(function (frame) {
    if (frame.matches(".tall")) follow(frame, frame.querySelector("thead"));
    watch.observe(frame);
    if (frame.firstElementChild) watch.observe(frame.firstElementChild);
  });
})();
