// The matters beside one, in the navigation that wide screens show: its page has its own line alone, and a script of its
// catalogue says the others. What a township or village takes over is called what the catalogue says that it comes from.
(function () {
  "use strict";
  var list = document.querySelector("[data-beside]"), here = list && list.querySelector("[aria-current]");
  if (!here || !list.offsetParent) return;
  var folder = list.dataset.beside.replace(/[^/]*$/, ""), told = {};

  function load(parts, then) {
    if (!parts.length) return then();
    window.disclosureLoad(folder + parts[0] + ".js", function () {
      told[parts[0]] = window.disclosureBeside;
      load(parts.slice(1), then);
    });
  }
  function matter(part, number) {
    return [].concat.apply([], told[part]).filter(function (one) { return one[0] === number; })[0];
  }
  function isHere(one) { return one[0] + ".html" === here.getAttribute("href"); }

  var own = list.dataset.beside.slice(folder.length).replace(/\.js$/, "");
  load([own], function () {
    var near = told[own].filter(function (members) { return members.some(isHere); })[0] || [];
    var others = near.map(function (one) { return one.length > 3 ? one[2] : own; });
    load(others.filter(function (part, n) { return part !== own && others.indexOf(part) === n; }), function () {
      var before = true;
      near.forEach(function (one) {
        if (isHere(one)) { before = false; return; }
        var line = document.createElement("li"), link = document.createElement("a"), taken = one.length > 3 ? matter(one[2], one[3]) : one;
        link.href = one[0] + ".html";
        link.textContent = one[1] + (taken ? " " + taken[2] : "");
        line.append(link);
        list.insertBefore(line, before ? here.parentNode : null);
      });
    });
  });
})();
