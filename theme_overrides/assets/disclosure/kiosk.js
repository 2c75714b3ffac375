// The kiosk (一体机): one visitor after another at the same screen. A screen left alone goes home and forgets the visitor; what is too old
// says so; nothing opens menus or other programs. What must hold before this has been read stands in kiosk-way.js.
(function () {
  "use strict";
  var bar = document.querySelector(".kbar"), way = window.disclosureWay;
  if (!bar) return;
  var WARNING = 10, DAY = 86400000;
  var back = bar.querySelector("[data-back]");
  back.disabled = way.atHome;
  back.addEventListener("click", way.back);

  // -- a screen left alone -----------------------------------------------------------------------------
  var last = Date.now(), touched = !way.atHome, asking = null;
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
    var left = Math.ceil((way.idle || 60) - (Date.now() - last) / 1000);
    if (!touched) return;
    if (left <= 0) { way.leave(); return; }
    if (left > WARNING) return;
    if (!asking) ask();
    asking.querySelector(".num").textContent = String(left);
  }, 500);

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
    document.documentElement.classList.add("is-old");
  } else if (today < since - DAY) {
    var clock = document.createElement("p");
    clock.className = "kclock";
    clock.textContent = "管理员：本机时钟是 " + now.getFullYear() + "-" + (now.getMonth() + 1) + "-" + now.getDate() + "，早于内容日期，请校准。";
    main.append(clock);
  }

  // -- nothing of the machine shows through --------------------------------------------------------------
  ["contextmenu", "dragstart"].forEach(function (kind) { document.addEventListener(kind, function (event) { event.preventDefault(); }); });
})();
