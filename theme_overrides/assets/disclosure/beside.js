// The matters beside one, in the navigation that wide screens show: its page has its own line alone, and a script of its
// catalogue says the others. What a township or village takes over is called what the catalogue says that it comes from.
(function () {
  "use strict";
  var MOST = 8;   // of a larger group those of the same category
  var list = document.querySelector("[data-beside]"), here = list && list.querySelector("[aria-current]");
  if (!here || !list.offsetParent) return;
  var folder = list.dataset.beside.replace(/[^/]*$/, ""), groups = {};

  function load(parts, then) {
    if (!parts.length) return then();
    window.disclosureLoad(folder + parts[0] + ".js", function () {
      groups[parts[0]] = window.disclosureBeside;
      load(parts.slice(1), then);
    });
  }
  function matter(part, number) {
    return [].concat.apply([], groups[part]).filter(function (one) { return one[0] === number; })[0];
  }
  function address(one) { return one[0] + ".html"; }

  var own = list.dataset.beside.slice(folder.length).replace(/\.js$/, "");
  load([own], function () {
    var group = groups[own].filter(function (members) {
      return members.some(function (one) { return address(one) === here.getAttribute("href"); });
    })[0] || [];
    var category = group.filter(function (one) { return address(one) === here.getAttribute("href"); }).map(function (one) { return one[2]; })[0];
    var near = group.filter(function (one) { return group.length <= MOST || one[2] === category; });
    var others = near.map(function (one) { return one.length > 4 ? one[3] : own; });
    load(others.filter(function (part, n) { return part !== own && others.indexOf(part) === n; }), function () {
      var before = true;
      near.forEach(function (one) {
        if (address(one) === here.getAttribute("href")) { before = false; return; }
        var line = document.createElement("li"), link = document.createElement("a"), taken = one.length > 4 ? matter(one[3], one[4]) : one;
        link.href = address(one);
        link.textContent = one[1] + (taken ? " " + taken[3] : "");
        line.append(link);
        list.insertBefore(line, before ? here.parentNode : null);
      });
    });
  });
})();
