// In the head, before anything is painted: what the reader chose last time (text size, Traditional characters),
// and one listener for all switches. Where storage is refused, a choice holds for this page.
(function () {
  "use strict";
  var root = document.documentElement;
  // Where this script lies the others lie, whose names it knows (asset:, host/assets.py): pages need not say them.
  var assets = window.disclosureAssets = document.currentScript.src.replace(/[^/]*$/, "");
  var chosen = {}, loading = false;
  root.classList.replace("no-js", "js");

  // key: "size" ("" | "large" | "elder") or "script" ("" | "hant").
  function recall(key) {
    try { return localStorage.getItem("zwgk." + key) || ""; } catch (refused) { return chosen[key] || ""; }
  }
  function keep(key, value) {
    chosen[key] = value;
    try { localStorage.setItem("zwgk." + key, value); } catch (refused) { /* held in `chosen` */ }
  }
  function load(address, then, failed) {
    var script = document.createElement("script");
    script.src = address;
    script.onload = then;
    script.onerror = failed;
    document.head.append(script);
  }
  // What changes with the county has another name each time; a small file beside it, never taken from a cache, says which.
  window.disclosureLatest = "";
  window.disclosureLoad = load;
  window.disclosureLoadLatest = function (address, then, failed) {
    load(address + "?" + Date.now(), function () { load(address.replace(/[^/]*$/, window.disclosureLatest), then, failed); }, failed);
  };
  function apply() {
    var size = recall("size"), hant = recall("script") === "hant";
    if (size === "elder") root.dataset.mode = "elder"; else delete root.dataset.mode;
    if (size === "large") root.dataset.size = "large"; else delete root.dataset.size;
    document.querySelectorAll("[data-size-choice]").forEach(function (choice) { choice.checked = choice.value === size; });
    if (hant === (root.dataset.script === "hant")) return;
    if (hant) root.dataset.script = "hant"; else delete root.dataset.script;
    if (window.hant) window.hant(hant);
    else if (!loading) { loading = true; window.disclosureLoadLatest(assets + "hant-data.latest.js", function () { load(assets + "asset:hant.js"); }); }   // only readers of Traditional characters fetch them
  }

  document.addEventListener("click", function (event) {
    var pressed = event.target.closest("[data-switch]");
    if (!pressed) return;
    var key = pressed.dataset.switch, value = key === "size" ? "elder" : "hant";
    keep(key, recall(key) === value ? "" : value);
    apply();
  });
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-size-choice]")) return;
    keep("size", event.target.value);
    apply();
  });
  // Pages kept by the browser or open in another window follow; `recall` reads what was chosen there.
  window.addEventListener("pageshow", apply);
  window.addEventListener("storage", apply);
  document.addEventListener("DOMContentLoaded", apply);
  apply();
})();
