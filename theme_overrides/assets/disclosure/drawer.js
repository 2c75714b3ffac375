// 栏目 leads to the site map. With scripts its list is shown in place: a button takes the link's place, and what it
// opens is fetched when somebody first wants it, so that no page carries what every other page carries, too.
(function () {
  "use strict";
  var link = document.querySelector(".drawer-link");
  if (!link || !window.HTMLDialogElement) return;
  var base = window.disclosureAssets.replace(/assets\/$/, "");
  var opener = make("button", { type: "button", class: link.className, "aria-haspopup": "dialog" }, Array.from(link.childNodes));
  var drawer = null, asked = false;

  function make(tag, attributes, inside) {
    var element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    (inside || []).forEach(function (part) { element.append(part); });
    return element;
  }
  function entry(title, address) {
    var outside = address.indexOf("://") > 0;
    var shown = make("a", { href: outside ? address : base + address }, [title]);
    if (outside) {
      shown.rel = "external noopener";
      shown.append(make("i", { class: "i i-ext" }, ["（外站）"]));
    }
    if (shown.href === location.href.split(/[?#]/)[0]) shown.setAttribute("aria-current", "page");
    return make("li", {}, [shown]);
  }
  // The part of the site that the page belongs to is open, as the tabs above say.
  function branch(title, address, below, here) {
    if (!below) return entry(title, address);
    var list = make("ul", {}, below.map(function (one) { return entry(one[0], one[1]); }));
    var part = make("details", {}, [make("summary", {}, [title]), list]);
    part.open = here || Boolean(list.querySelector("[aria-current]"));
    return make("li", {}, [part]);
  }
  function made() {
    var close = make("button", { type: "button", class: "menu" }, [make("i", { class: "i i-x" }), "关闭"]);
    var tabs = Array.from(document.querySelectorAll(".tabs a"));   // in the same order; their words may be in 繁體
    var list = make("ul", {}, window.disclosureDrawer.map(function (one, n) { return branch(one[0], one[1], one[2], Boolean(tabs[n]) && tabs[n].hasAttribute("aria-current")); }));
    var nav = make("nav", { class: "sidenav", "aria-label": "全部栏目" }, [make("div", { class: "drawer-top" }, [make("b", {}, ["全部栏目"]), close]), list]);
    var dialog = make("dialog", { id: "drawer", "aria-label": "全部栏目" }, [nav]);
    close.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });   // beside it
    dialog.addEventListener("close", function () { opener.focus(); });
    document.body.append(dialog);
    return dialog;
  }
  function open() {
    drawer = drawer || made();
    if (!drawer.open) drawer.showModal();
  }
  opener.addEventListener("click", function () {
    if (drawer || window.disclosureDrawer) return open();
    if (asked) return;
    asked = true;
    window.disclosureLoadLatest(window.disclosureAssets + "drawer-data.latest.js", open, function () { location.href = link.href; });
  });
  // A page restored from history or widened must not stay behind an open drawer.
  function shut() { if (drawer && drawer.open) drawer.close(); }
  window.addEventListener("pageshow", shut);
  window.matchMedia("(min-width: 1024px)").addEventListener("change", shut);
  link.replaceWith(opener);
})();
