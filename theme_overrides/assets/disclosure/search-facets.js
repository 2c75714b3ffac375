// By what found entries are sifted: kind, domain, place, unit and way of disclosure. No DOM.
//   disclosureSearch.facets: passing(list, chosen) → what has the chosen values; folded(list) → under what a township's copy is shown;
//     count(list, chosen) → what else might be chosen, with numbers; label(facet, value)
(function () {
  "use strict";
  var search = window.disclosureSearch;
  var NONE = [], ones = [], ways = [];   // lists that are wanted again and again
  function one(n) { return ones[n] || (ones[n] = [n]); }
  // The numbers of the bits that are set.
  function waysOf(mask) {
    return ways[mask] || (ways[mask] = Array.from(mask.toString(2), function (_, n) { return n; }).filter(function (n) { return mask >> n & 1; }));
  }

  // The values of an entry, by number.
  var FACETS = {
    kind: function (at) { return one(search.index.kind[at]); },
    domain: function (at) { return search.index.domains[at]; },
    place: function (at) { return search.index.place[at] < 0 ? NONE : one(search.index.place[at]); },
    unit: function (at) { return search.index.units[at]; },
    method: function (at) { return waysOf(search.index.ways[search.index.row[at]] - 48); }
  };

  // The entries that pass the chosen facets; `except` is left out of account.
  function passing(list, chosen, except) {
    var names = Object.keys(FACETS).filter(function (name) { return name !== except && chosen[name] && chosen[name].length; });
    return names.length ? list.filter(function (r) {
      return names.every(function (name) { return FACETS[name](r.at).some(function (v) { return chosen[name].indexOf(v) >= 0; }); });
    }) : list;
  }

  // A copy is shown under the county's matter where that is among the results and matched as much.
  function folded(list) {
    var by = new Map();
    list.forEach(function (r) { by.set(r.at, r); });
    return function (r, same) {
      var origin = search.index.origin[r.at] >= 0 ? by.get(search.index.origin[r.at]) : null;
      return origin && origin.share >= r.share - 0.001 && (!same || same(origin.at)) ? origin : null;
    };
  }

  function count(list, chosen) {
    var out = {};
    Object.keys(FACETS).forEach(function (name) {
      var values = FACETS[name], there = passing(list, chosen, name), under = folded(there), counts = new Map();
      there.forEach(function (r) {
        values(r.at).forEach(function (value) {
          if (!under(r, function (origin) { return values(origin).indexOf(value) >= 0; })) counts.set(value, (counts.get(value) || 0) + 1);
        });
      });
      out[name] = Array.from(counts, function (pair) { return { value: pair[0], count: pair[1], label: label(name, pair[0]) }; })
        .sort(name === "kind" || name === "method" ? function (a, b) { return a.value - b.value; } : function (a, b) { return b.count - a.count || a.value - b.value; });
    });
    return out;
  }

  function label(name, value) {
    if (name === "kind") return search.KINDS[value];
    if (name === "method") return search.index.data.methods[value] || "";
    var row = search.index.rows[name][value];
    return row === undefined ? "" : search.index.line(search.index.heads[row][0]);
  }

  search.label = label;
  search.facets = { passing: passing, folded: folded, count: count };
})();
