// The buttons that print the page: only where the browser can.  data-print="four" prints a table by its four columns for the notice board (四栏).
(function () {
  "use strict";
  if (typeof window.print !== "function") return;
  var page = document.documentElement;
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      if (button.dataset.print) page.dataset.printed = button.dataset.print;
      window.print();
    });
  });
  window.addEventListener("afterprint", function () { delete page.dataset.printed; });
})();
