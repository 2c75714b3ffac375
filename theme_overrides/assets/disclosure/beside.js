// The navigation beside a matter, which wide screens show: its page has its own line alone, and a script of its catalogue
// says the groups and the matters near it.  What a township or village takes over is called what the catalogue says that it comes from.
(function () {
  "use strict";
  var list = document.querySelector("[data-beside]");
  if (!list || !window.ResizeObserver) return;
  var folder = list.dataset.beside.replace(/[^/]*$/, ""), own = list.dataset.beside.slice(folder.length).replace(/\.js$/, "");
  var here = list.firstElementChild, address = here && here.firstElementChild.getAttribute("href"), told = {};

  function load(parts, then) {
    if (!parts.length) return then();
    window.disclosureLoad(folder + parts[0] + ".js", function () {
      told[parts[0]] = window.disclosureBeside;
      load(parts.slice(1), then);
    });
  }
  function isHere(one) { return one[0] + ".html" === address; }
  function near(group) { return group[1].filter(function (members) { return members.some(isHere); })[0]; }
  function named(part, number) {
    var all = [].concat.apply([], [].concat.apply([], told[part].map(function (group) { return group[1]; })));
    return all.filter(function (one) { return one[0] === number; }).map(function (one) { return one[2]; })[0] || "";
  }
  function line(number, inside) {
    var made = document.createElement("li"), link = document.createElement("a");
    link.href = number + ".html";
    link.append.apply(link, inside);
    made.append(link);
    return made;
  }
  function place(n) {
    var made = document.createElement("span");
    made.className = "n";
    made.textContent = n + 1;
    return made;
  }
  function matter(one) {
    return isHere(one) ? here : line(one[0], [one[1] + " " + (one.length > 3 ? named(one[2], one[3]) : one[2])]);
  }
  function grouped(group, n, groups) {
    var titled = group[0] || groups.length > 1, members = near(group);
    var made = titled ? line(group[1][0][0][0], [place(n), group[0] || "其他事项"]) : document.createElement("li");
    if (members) {
      var below = document.createElement("ul");
      below.append.apply(below, members.map(matter));
      made.append(below);
    }
    return made;
  }
  // Telephones never show it, a turned tablet may: it is fetched when there is room for it.
  var watching = new ResizeObserver(function () {
    if (!list.offsetParent) return;
    watching.disconnect();
    load([own], function () {
      var lenders = [].concat.apply([], told[own].map(function (group) { return near(group) || []; })).map(function (one) { return one.length > 3 ? one[2] : own; });
      load(lenders.filter(function (part, n) { return part !== own && lenders.indexOf(part) === n; }), function () {
        var focused = document.activeElement;
        list.append.apply(list, told[own].map(grouped));
        if (here && here.contains(focused)) focused.focus();
      });
    });
  });
  watching.observe(list);
})();
