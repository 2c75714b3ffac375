// What older browsers need before anything else runs: the style sheet in words that they know, and one function that our scripts use.
(function () {
  "use strict";
  // A rule with one selector that a browser does not know is lost whole, so it gets the rules once more, after the others.
  if (!window.CSS || !CSS.supports || !CSS.supports("selector(:has(a))")) {
    var sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = document.currentScript.src.replace(/[^/]*$/, "asset:older.css");
    document.head.appendChild(sheet);
  }
  if (Element.prototype.replaceChildren) return;   // before Chromium 86 and Firefox 78
  Element.prototype.replaceChildren = function () {
    while (this.firstChild) this.firstChild.remove();
    this.append.apply(this, arguments);
  };
})();
