//# allFunctionsCalledOnLoad
// (Above: nearly all of it is run at the first question, and browsers that know the mark read it beforehand, beside the page.)
// What search looks into: the data unpacked, as texts and entries. No DOM.
// A text is a line, named by its number from 1. Names come first, in one part; what is said of things follows in parts that are added one by one.
(function () {
  "use strict";
  var search = window.disclosureSearch = window.disclosureSearch || {};
  var KINDS = ["事项", "政策", "解读", "流程", "领域", "单位", "解读人", "乡镇（街道）", "村（居）", "说明"];
  var NONE = [];
  var TITLE = 0, CATEGORY = 1, KEYWORD = 2, CONTENT = 3, PAGE = KINDS.indexOf("说明");

  // 7, -2, 30 → 7, 8, 9, 30
  function unrun(numbers, from) {
    var out = [];
    for (var i = from || 0; i < numbers.length; i += 1) {
      var n = numbers[i];
      if (n >= 0) out.push(n);
      else for (var last = out[out.length - 1]; n < 0; n += 1) out.push(last += 1);
    }
    return out;
  }

  // `count` lines that follow one another, as one text; the first of them has the number `first`.
  function Part(text, first, count) {
    this.text = text;
    this.first = first;
    this.end = first + count;   // the number of the line that is no more in it
    this.small = "";
    this.begins = null;
  }
  // Where each line begins, and after them where one more would.
  Part.prototype.starts = function () {
    if (this.begins) return this.begins;
    var starts = this.begins = new Int32Array(this.end - this.first + 1), text = this.text;
    for (var n = 1; n < starts.length; n += 1) starts[n] = text.indexOf("\n", starts[n - 1]) + 1;
    starts[n - 1] = text.length + 1;
    return starts;
  };
  // The text to look for a needle in, which is in small letters where it has any; most have none.
  Part.prototype.as = function (needle) { return needle.toLowerCase() === needle.toUpperCase() ? this.text : this.folded(); };
  Part.prototype.has = function (needle) { return this.as(needle).indexOf(needle) >= 0; };
  Part.prototype.folded = function () {
    if (!this.small) {
      this.small = this.text.toLowerCase();
      if (this.small.length !== this.text.length) this.small = this.text;   // places in one must be places in the other
    }
    return this.small;
  };
  Part.prototype.line = function (n) {
    var starts = this.starts();
    return this.text.slice(starts[n - this.first], starts[n - this.first + 1] - 1);
  };
  // Which of its lines, counted from 0, a place is in.
  Part.prototype.at = function (place) {
    var starts = this.starts(), low = 0, high = starts.length - 2;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (starts[middle] <= place) low = middle; else high = middle - 1;
    }
    return low;
  };

  // Entries are columns: kind[at], folder[at] …, for objects would take most of the time until the first answer; entry(at) gives one of them.
  // What is an entry's own stands in its row, as the data has it: heads[row] its lines (title, category, then keywords, as runs), ids[row] its number or file.
  // A township's matter that differs in nothing from the county's has that one's row. `origin`: the county's matter that it refers to.
  function Index(data) {
    var names = new Part(data.text, 1, data.named), size = this.size = data.entries, words = this.words = new Map();
    this.data = data;
    this.parts = [names];
    this.whole = null;             // every name, once isName is asked
    this.idle = data.idle;
    this.asked = new Map();
    data.words.split("\n").forEach(function (line) {
      var row = line.split(" ");
      if (row.length > 1) words.set(row.shift().toLowerCase(), row);
    });
    this.heads = data.heads;
    this.ids = data.ids.split(" ");
    this.said = [];                // by row: [line of the time limit, line, -how many more, line …], less the number of names
    // The entries of a line: a chain from first[line] by next[], each link entry × 4 + field; those without a row of their own are left out.
    // The names' links are made when first needed.
    this.first = new Int32Array(data.lines + 1);
    this.next = [0];
    this.codes = [0];
    this.linked = false;
    this.row = new Int32Array(size);
    this.at = new Int32Array(data.heads.length);
    this.kind = new Uint8Array(size);
    this.place = new Int16Array(size).fill(-1);
    this.village = new Int16Array(size).fill(-1);
    this.origin = new Int32Array(size).fill(-1);
    this.folder = new Array(size);
    this.domains = new Array(size).fill(NONE);
    this.units = new Array(size).fill(NONE);
    this.more = new Array(size);   // what the data has of it besides
    this.same = new Uint8Array(size);
    this.retired = new Uint8Array(data.heads.length);   // by row
    this.ways = new TextEncoder().encode(data.ways);    // by row: how a matter is disclosed, a bit each, as the code of a digit
    this.rows = { domain: [], unit: [], place: [], village: [] };   // the row of each, which has its names
    this.unpack();
    this.taught = null;            // how residents ask (search-asked.js)
    this.complete = false;
    this.settle();
  }
  // Whether everything is there that queries need.
  Index.prototype.settle = function () { this.complete = Boolean(this.taught) && this.parts.length > this.data.texts.length; };

  // The next part of what is said: { text, rows }, a row for each of the next rows: [time limit, texts …], numbered after the names.
  Index.prototype.add = function (part) {
    this.parts.push(new Part(part.text, this.parts[this.parts.length - 1].end, part.lines));
    this.link(part.rows, this.said.length, 1, this.parts[0].end - 1, CONTENT);
    this.said = this.said.concat(part.rows);
    this.asked.clear();
    this.settle();
  };

  Index.prototype.line = function (n) { return n ? this.parts.find(function (part) { return n < part.end; }).line(n) : ""; };

  // Enters the lines of rows, which are runs, from a place of each on: the first as `field`, those after it as the fields after.
  Index.prototype.link = function (rows, row, from, more, field) {
    var first = this.first, next = this.next, codes = this.codes;
    for (var n = 0; n < rows.length; n += 1, row += 1) {
      for (var numbers = rows[n], code = this.at[row] * 4 + field, most = this.at[row] * 4 + (field === TITLE ? KEYWORD : field), line = 0, i = from; i < numbers.length; i += 1) {
        var number = numbers[i], last = number < 0 ? line - number : number + more;
        for (line = number < 0 ? line + 1 : last; line <= last; line += 1) {
          if (line) {
            codes.push(code);
            first[line] = next.push(first[line]) - 1;
          }
          if (code < most) code += 1;
        }
        line = last;
      }
    }
  };
  Index.prototype.linkNames = function () {
    if (!this.linked) this.link(this.heads, 0, 0, 0, TITLE);
    this.linked = true;
  };

  // -- entries -----------------------------------------------------------------------------------
  Index.prototype.unpack = function () {
    var self = this, data = this.data, ids = this.ids, at = 0, row = 0, county = data.domains.length, taken = 0;
    // The next entries have the next rows.
    function own(count) {
      for (; count > 0; count -= 1) {
        self.row[at] = row;
        self.at[row] = at;
        at += 1;
        row += 1;
      }
    }
    // What the entries from one on have in common.
    function share(from, kind, folder, units, place, village) {
      self.kind.fill(kind, from, at);
      self.folder.fill(folder, from, at);
      self.units.fill(units, from, at);
      if (place >= 0) self.place.fill(place, from, at);
      if (village >= 0) self.village.fill(village, from, at);
    }
    function one(kind, folder, units, domains, more) {
      self.kind[at] = kind;
      self.folder[at] = folder;
      self.units[at] = units;
      self.domains[at] = domains;
      self.more[at] = more;
      own(1);
    }
    // A place and its matters: how many have rows, the first of the county's that are the same here, how many of them; and so on.
    function place(kind, folder, units, counts, place, village) {
      var begin = at, name = folder + ids[row] + "/";
      self.rows[kind === 7 ? "place" : "village"].push(row);
      own(1);
      share(begin, kind, folder, units, place, village);
      for (var i = 0; i < counts.length; i += 3) {
        var from = at, origin = county + counts[i + 1];
        own(counts[i]);
        for (; from < at; from += 1, taken += 1) {
          var of = data.origins[taken];
          if (of >= 0) self.domains[from] = self.domains[self.origin[from] = county + of];
          else if (of < -1) self.domains[from] = [-2 - of];
        }
        for (var n = counts[i + 2]; n > 0; n -= 1, at += 1, origin += 1) {
          self.row[at] = self.row[origin];
          self.origin[at] = origin;
          self.same[at] = 1;
          self.domains[at] = self.domains[origin];
        }
      }
      share(begin + 1, kind, name, units, place, village);
    }
    data.domains.forEach(function (d, n) {
      self.rows.domain.push(row);
      one(4, "domains/", [d[0]], [n], d);
    });
    data.domains.forEach(function (d, n) {
      var from = at;
      own(d[1]);
      share(from, 0, "domains/" + ids[n] + "/", [d[0]]);
      self.domains.fill([n], from, at);
    });
    data.townships.forEach(function (t, n) { place(7, "townships/", [t[0]], t[1], n, -1); });
    data.villages.forEach(function (v, n) { place(8, "villages/", NONE, v[1], v[0], n); });
    data.policies.forEach(function (p) {
      var folder = "policies/" + ids[row] + "/";
      one(1, "policies/", p[0], p[1], p);
      p[4].forEach(function (i) { one(2, folder, [i[1]], p[1], i); });
    });
    data.flows.forEach(function (f) { one(3, "flows/", f[1], f[0], f); });
    for (var unit = 0; unit < data.units; unit += 1) {
      self.rows.unit.push(row);
      one(5, "units/", [unit], NONE);
    }
    data.interpreters.forEach(function (unit) { one(6, "interpreters/", [unit], NONE); });
    (data.listed || []).forEach(function (register, n) {   // [noun, folder, [[units, domains, date], …]]
      KINDS[PAGE + 1 + n] = register[0];
      register[2].forEach(function (row) { one(PAGE + 1 + n, register[1], row[0], row[1], row); });
    });
    own(data.pages);
    share(at - data.pages, PAGE, "", NONE);
    Object.keys(data.retired).forEach(function (row) { self.retired[row] = 1; });
    Object.keys(data.disclosers).forEach(function (row) { self.units[self.at[row]] = data.disclosers[row]; });
  };

  Index.prototype.entry = function (at) {
    var head = unrun(this.heads[this.row[at]]), kind = this.kind[at], more = this.more[at];
    return {
      at: at, kind: kind, title: head[0], address: this.address(at), category: this.matter(at) ? head[1] : 0, number: this.number(at), domains: this.domains[at],
      place: this.place[at], village: this.village[at], units: this.units[at], origin: this.origin[at], retired: this.data.retired[this.row[at]] || "",
      date: kind === 1 || kind === 2 || kind > PAGE ? more[2] : "", note: kind === 1 ? more[3] : 0, form: kind === 2 ? more[0] : 0, count: kind === 3 ? more[2] : kind === 4 ? more[1] : 0
    };
  };
  Index.prototype.matter = function (at) { return this.ways[this.row[at]] > 48; };
  Index.prototype.number = function (at) { return this.matter(at) ? this.ids[this.row[at]] || this.ids[this.row[this.origin[at]]] : ""; };
  Index.prototype.address = function (at) {
    var id = this.ids[this.row[at]];
    if (this.kind[at] === PAGE) return id;
    // Called after the county's matter, unless it has a number of its own.
    if (!id || this.same[at]) id = this.ids[this.domains[this.origin[at]][0]] + "-" + this.number(at);
    return this.folder[at] + id + (this.folder[at].slice(-1) === "#" ? "" : ".html");   // a row of a list has no page
  };

  // The texts of an entry and its time limit, as lines; none while the part that has them is still to come.
  Index.prototype.saidOf = function (at) { return this.said[this.row[at]] || NONE; };
  Index.prototype.limitOf = function (at) {
    var limit = this.saidOf(at)[0];
    return limit ? limit + this.parts[0].end - 1 : 0;
  };
  Index.prototype.textsOf = function (at) {
    var names = this.parts[0].end - 1, limit = this.limitOf(at);
    return unrun(this.saidOf(at), 1).map(function (n) { return n + names; }).concat(limit || []);
  };

  // Calls visit(line, place within it, length of the line) for every line that has the needle; only names and titles where `named`.
  Index.prototype.each = function (needle, named, visit) {
    for (var i = 0; i < (named ? 1 : this.parts.length); i += 1) {
      var part = this.parts[i], text = part.as(needle), starts = part.starts();
      for (var at = text.indexOf(needle); at >= 0;) {
        var n = part.at(at);
        visit(part.first + n, at - starts[n], starts[n + 1] - starts[n] - 1);
        at = text.indexOf(needle, starts[n + 1]);
      }
    }
  };

  // Whether a name has it; whether it is a whole name.
  Index.prototype.names = function (needle) { return this.parts[0].has(needle); };
  Index.prototype.isName = function (name) {
    this.whole = this.whole || new Set(this.parts[0].folded().split("\n"));
    return this.whole.has(name);
  };

  // Whether any text has it; remembered, for while somebody types the same is asked again and again, and what no text has stands in none with more behind it.
  Index.prototype.has = function (needle) {
    var known = this.asked.get(needle);
    for (var length = needle.length - 1; known === undefined && length > 1; length -= 1) if (this.asked.get(needle.slice(0, length)) === false) known = false;
    if (known === undefined) known = this.parts.some(function (part) { return part.has(needle); });
    this.asked.set(needle, known);
    return known;
  };

  // What was typed, as the texts are written: simplified, small letters, half-width letters and digits.
  Index.prototype.fold = function (typed) {
    var simple = this.simple, data = this.data, out = "";
    if (!simple) {
      simple = this.simple = new Map();
      [this.taught && this.taught.data, data].forEach(function (from) {
        for (var i = 0; from && i < from.old.length; i += 1) simple.set(from.old[i], from.new[i]);
      });
    }
    typed = typed.normalize("NFKC").toLowerCase();
    for (var at = 0; at < typed.length; at += 1) out += simple.get(typed[at]) || typed[at];
    return out.replace(/[〔［\[【(]/g, "（").replace(/[〕］\]】)]/g, "）").trim();
  };

  search.unrun = unrun;
  search.KINDS = KINDS;
  search.PAGE = PAGE;   // the last kind that every county has; those of registers follow
  search.Index = Index;
})();
