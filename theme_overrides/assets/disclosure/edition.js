// The date up to which the contents are told, at the foot of every page: one small file says it for all.
(function () {
  "use strict";
  var told = document.querySelector(".foot [data-edition]");
  if (told) window.disclosureLoad(window.disclosureAssets + "../shared/edition.js", function () { told.textContent = window.disclosureEdition; });
})();
