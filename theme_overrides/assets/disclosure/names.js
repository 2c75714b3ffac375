// What is beside a matter that a township or village takes over stands there by its number: the catalogue it comes from
// says what each is called, in a script that is fetched where the list is seen at all.
(function () {
  "use strict";
  var lists = {};
  document.querySelectorAll("[data-of]").forEach(function (link) {
    var found = link.dataset.of.split("#");
    if (link.offsetParent) (lists[found[0]] = lists[found[0]] || []).push([link, found[1]]);
  });
  Object.keys(lists).forEach(function (address) {
    window.disclosureLoad(address, function () {
      lists[address].forEach(function (one) {
        var name = window.disclosureNames[one[1]];
        if (name) one[0].append(" " + name);
      });
    });
  });
})();
