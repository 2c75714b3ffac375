// Makes Material's drawer checkbox usable by keyboard and screen reader: a real button,
// the rest of the page inert while it is open, Escape, and focus back where it came from.
(function () {
  "use strict";
  var toggle = document.getElementById("__drawer");
  var opener = document.querySelector('[data-drawer="open"]');
  var closer = document.querySelector('[data-drawer="close"]');
  if (!toggle || !opener || !closer) return;
  var rest = document.querySelectorAll(".skip, .strip, .mast, .tabs, .md-content, .foot");
  var wide = window.matchMedia("(min-width: 1024px)");

  document.querySelectorAll("#drawer a").forEach(function (link) {
    if (link.href === location.href.split("#")[0]) link.setAttribute("aria-current", "page");
  });

  function set(open) {
    if (toggle.checked !== open) toggle.click();
  }
  function sync() {
    var open = toggle.checked;
    var inside = document.getElementById("drawer").contains(document.activeElement);
    opener.setAttribute("aria-expanded", String(open));
    rest.forEach(function (part) { part.inert = open; });
    if (open) closer.focus();
    else if (inside || document.activeElement === document.body) opener.focus();
  }
  toggle.addEventListener("change", sync);
  opener.addEventListener("click", function () { set(true); });
  closer.addEventListener("click", function () { set(false); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && toggle.checked) set(false);
  });
  // A page restored from history or widened must not stay behind an open drawer.
  window.addEventListener("pageshow", function () { set(false); });
  wide.addEventListener("change", function (event) { if (event.matches) set(false); });
})();
