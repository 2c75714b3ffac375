// Codes, pictures and help on browsers without popovers (before Chromium 114): opened and closed as the browser itself does elsewhere.
// Until this runs they are hidden by kiosk.css.
(function () {
  "use strict";
  if ("popover" in HTMLElement.prototype) return;
  var open = null, by = null;
  function close() {
    if (!open) return;
    open.classList.remove("is-open");
    by.focus();
    open = null;
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[popovertarget]"), panel = button && document.getElementById(button.getAttribute("popovertarget"));
    if (!panel) {
      if (open && !open.contains(event.target)) close();   // a tap beside it
      return;
    }
    var same = panel === open;
    close();
    if (same || button.getAttribute("popovertargetaction") === "hide") return;
    open = panel;
    by = button;
    panel.classList.add("is-open");
    (panel.querySelector("button, a") || panel).focus();
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
})();
