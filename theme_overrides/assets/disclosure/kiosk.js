// The kiosk (一体机): one visitor after another at the same screen. Going back stays within the visit; a screen left alone goes home
// and forgets the visitor; what is too old says so; nothing opens menus or other programs.
// The keeper may open index.html?idle=120&print=on once: seconds until the question is asked, and printing allowed.
(function () {
  "use strict";
  var bar = document.querySelector(".kbar");
  if (!bar) return;
  var root = document.documentElement, home = new URL(bar.dataset.home, location.href).href, here = location.href.split("#")[0];
  var KEEPER = "kiosk.keeper", TRAIL = "kiosk.trail", WARNING = 10, DAY = 86400000;

  // -- what the keeper set -----------------------------------------------------------------------------
  function stored(where, key, otherwise) {
    try { return JSON.parse(window[where].getItem(key)) || otherwise; } catch (refused) { return otherwise; }
  }
  function store(where, key, value) {
    try { window[where].setItem(key, JSON.stringify(value)); } catch (refused) { /* holds for this page alone */ }
  }
  function isHome() { return location.href.split(/[?#]/)[0] === home; }
  var keeper = stored("localStorage", KEEPER, {}), told = new URLSearchParams(isHome() ? location.search : "");
  if (told.has("idle")) keeper.idle = Math.max(20, parseInt(told.get("idle"), 10) || 60);
  if (told.has("print")) keeper.print = told.get("print") === "on";
  if (told.has("idle") || told.has("print")) store("localStorage", KEEPER, keeper);
  if (keeper.print) root.dataset.print = "on";

  // -- going back --------------------------------------------------------------------------------------
  // The browser's own history cannot be cleared, so none is made: every page takes the place of the one before, and the way back is kept here.
  history.pushState = history.replaceState;
  var back = bar.querySelector("[data-back]"), trail = isHome() ? [] : stored("sessionStorage", TRAIL, []);
  if (trail[trail.length - 1] !== here) trail.push(here);
  store("sessionStorage", TRAIL, trail);
  back.disabled = isHome();
  back.addEventListener("click", function () {
    trail.pop();
    store("sessionStorage", TRAIL, trail);
    location.replace(trail[trail.length - 1] || home);
  });
  function go(address) {
    trail[trail.length - 1] = location.href.split("#")[0];   // with what was searched or filtered meanwhile
    store("sessionStorage", TRAIL, trail);
    location.replace(address);
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented) return;
    if (link.href.split("#")[0] === location.href.split("#")[0] && link.hash) return;
    event.preventDefault();
    go(link.href);
  });
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented || event.target.method !== "get") return;
    event.preventDefault();
    go(event.target.action.split("?")[0] + "?" + new URLSearchParams(new FormData(event.target)));
  });

  // -- a screen left alone -----------------------------------------------------------------------------
  var last = Date.now(), touched = !isHome(), asking = null;
  function leave() {
    ["localStorage", "sessionStorage"].forEach(function (where) {
      try { window[where].clear(); } catch (refused) { /* nothing was kept */ }
    });
    if (keeper.idle || keeper.print) store("localStorage", KEEPER, keeper);
    document.querySelectorAll("form").forEach(function (form) { form.reset(); });
    document.querySelectorAll("input[type=search], input[type=text], textarea").forEach(function (field) { field.value = ""; });
    location.replace(home);
  }
  function ask() {
    asking = document.createElement("dialog");
    asking.className = "panel";
    asking.setAttribute("role", "alertdialog");
    asking.setAttribute("aria-labelledby", "idle-said");
    var said = document.createElement("p"), number = document.createElement("b"), stay = document.createElement("button");
    said.id = "idle-said";
    number.className = "num";
    said.append(number, " 秒后回到首页，清除您刚才查过的内容");
    stay.type = "button";
    stay.className = "btn";
    stay.textContent = "继续看";
    asking.append(said, stay);
    document.body.append(asking);
    asking.addEventListener("cancel", stayed);
    asking.showModal();
    stay.focus();
  }
  function stayed() {
    last = Date.now();
    touched = true;
    if (!asking) return;
    asking.remove();
    asking = null;
  }
  ["pointerdown", "keydown", "input", "wheel"].forEach(function (kind) { document.addEventListener(kind, function () { if (!asking) stayed(); }, true); });
  // While the question stands, it goes at the end of the touch, or the finger would press what lies beneath.
  document.addEventListener("click", function () { if (asking) stayed(); });
  window.setInterval(function () {
    var left = Math.ceil((keeper.idle || 60) - (Date.now() - last) / 1000);
    if (!touched) return;
    if (left <= 0) { leave(); return; }
    if (left > WARNING) return;
    if (!asking) ask();
    asking.querySelector(".num").textContent = String(left);
  }, 500);
  // A page that the browser kept, or goes back to, belongs to a visit that may be over.
  window.addEventListener("pageshow", function (event) {
    var arrived = performance.getEntriesByType("navigation")[0];
    if (event.persisted || (arrived && arrived.type === "back_forward" && !isHome())) leave();
  });

  // -- how old it is -----------------------------------------------------------------------------------
  var asOf = bar.dataset.asOf, days = Number(bar.dataset.days), now = new Date();
  var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()), since = Date.parse(asOf + "T00:00:00Z");
  var main = document.getElementById("main");
  if (today > since + days * DAY) {
    var note = document.createElement("div"), title = document.createElement("b");
    note.className = "note warn kold";
    note.setAttribute("role", "status");
    title.textContent = "本机内容截至 " + asOf + "，已超过 " + days + " 天";
    note.append(title, "内容可能有变化，请以网站为准，或者向工作人员询问。");
    main.prepend(note);
    root.classList.add("is-old");
  } else if (today < since - DAY) {
    var clock = document.createElement("p");
    clock.className = "kclock";
    clock.textContent = "管理员：本机时钟是 " + now.getFullYear() + "-" + (now.getMonth() + 1) + "-" + now.getDate() + "，早于内容日期，请校准。";
    main.append(clock);
  }

  // -- nothing of the machine shows through --------------------------------------------------------------
  ["contextmenu", "dragstart"].forEach(function (kind) { document.addEventListener(kind, function (event) { event.preventDefault(); }); });
})();
