// In the kiosk's head, before there is anything to touch: going about leaves no way back to a former visitor's pages.
// The keeper may open index.html?idle=120&print=on once: seconds until the question is asked, and printing allowed.
(function () {
  "use strict";
  var root = document.documentElement, home = new URL(document.currentScript.dataset.home, location.href).href, here = page(location.href);
  var KEEPER = "kiosk.keeper", TRAIL = "kiosk.trail", atHome = location.href.split(/[?#]/)[0] === home;
  function page(address) { return address.split("#")[0]; }

  // -- what the keeper set -----------------------------------------------------------------------------
  function stored(where, key, otherwise) {
    try { return JSON.parse(window[where].getItem(key)) || otherwise; } catch (refused) { return otherwise; }
  }
  function store(where, key, value) {
    try { window[where].setItem(key, JSON.stringify(value)); } catch (refused) { /* holds for this page alone */ }
  }
  var keeper = stored("localStorage", KEEPER, {}), told = new URLSearchParams(atHome ? location.search : "");
  if (told.has("idle")) keeper.idle = Math.max(20, parseInt(told.get("idle"), 10) || 60);
  if (told.has("print")) keeper.print = told.get("print") === "on";
  if (told.has("idle") || told.has("print")) store("localStorage", KEEPER, keeper);
  if (keeper.print) root.dataset.print = "on";

  // -- leaving -----------------------------------------------------------------------------------------
  function leave() {
    root.hidden = true;   // nobody sees what the visitor saw, however long the home page takes
    ["localStorage", "sessionStorage"].forEach(function (where) {
      try { window[where].clear(); } catch (refused) { /* nothing was kept */ }
    });
    if (keeper.idle || keeper.print) store("localStorage", KEEPER, keeper);
    document.querySelectorAll("form").forEach(function (form) { form.reset(); });
    document.querySelectorAll("input[type=search], input[type=text], textarea").forEach(function (field) { field.value = ""; });
    location.replace(home);
  }
  // A page that the browser kept, or goes back to, belongs to a visit that may be over.
  var arrived = performance.getEntriesByType("navigation")[0];
  if (arrived && arrived.type === "back_forward" && !atHome) leave();
  window.addEventListener("pageshow", function (event) { if (event.persisted) leave(); });

  // -- going on and back -------------------------------------------------------------------------------
  // The browser's own history cannot be cleared, so none is made: every page takes the place of the one before, and the way back is kept here.
  history.pushState = history.replaceState;
  var trail = atHome ? [] : stored("sessionStorage", TRAIL, []);
  if (trail[trail.length - 1] !== here) trail.push(here);
  store("sessionStorage", TRAIL, trail);
  function back() {
    trail.pop();
    store("sessionStorage", TRAIL, trail);
    location.replace(trail[trail.length - 1] || home);
  }
  function go(address) {
    if (new URL(address).hash && page(address) === page(location.href)) { location.replace(address); return; }   // a place on this page
    trail[trail.length - 1] = page(location.href);   // with what was searched or filtered meanwhile
    store("sessionStorage", TRAIL, trail);
    location.replace(address);
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    go(link.href);
  });
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented || event.target.method !== "get") return;
    event.preventDefault();
    go(event.target.action.split("?")[0] + "?" + new URLSearchParams(new FormData(event.target)));
  });

  // What holds on every page until the visitor leaves.
  function visit(key, value) {
    if (value === undefined) return stored("sessionStorage", "kiosk." + key, null);
    return store("sessionStorage", "kiosk." + key, value);
  }

  window.disclosureWay = { atHome: atHome, idle: keeper.idle, back: back, leave: leave, visit: visit };
})();
