// The information processing fee, tier by tier, in whole yuan: the same as model/fees.py.
(function () {
  "use strict";

  // The tiers that n pieces fall into: [{first, last, price}].
  window.disclosureFee = function (tariff, n) {
    var charges = [], last = 0, price = 0;
    function tier(upto, at) {
      charges.push({ first: last + 1, last: Math.min(upto, n), price: at });
      last = upto;
      price = at;
    }
    tariff.tiers.forEach(function (row) {
      if (last < n) tier(row[1] === null ? n : row[1], row[0]);
    });
    while (last < n) tier(last + tariff.step, price + tariff.rise);
    return charges;
  };
})();
