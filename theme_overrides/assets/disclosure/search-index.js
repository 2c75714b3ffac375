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

  // Lines that follow one another, as one text; the first of them has the number `first`.
  function Part(text, first) {
    this.text = text;
    this.first = first;
    this.small = "";
    var starts = this.starts = [0];
    for (var at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.end = first + (text ? starts.length : 0);   // the number of the line that is no more in it
    starts.push(text.length + 1);
  }
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
  Part.prototype.line = function (n) { return this.text.slice(this.starts[n - this.first], this.starts[n - this.first + 1] - 1); };
  // Which of its lines, counted from 0, a place is in.
  Part.prototype.at = function (place) {
    var low = 0, high = this.starts.length - 2;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= place) low = middle; else high = middle - 1;
    }
    return low;
  };

  // Entries are columns: kind[at], title[at] …, for objects would take most of the time until the first answer. entry(at) gives one of them.
  // `origin`: the county's matter that a township's refers to; `same`: it has that one's texts, and is found through it.
  function Index(data) {
    var names = new Part(data.text, 1), size = this.size = data.entries, words = this.words = new Map();
    this.data = data;
    this.parts = [names];
    this.whole = "";
    this.idle = data.idle;
    this.asked = new Map();
    data.words.split("\n").forEach(function (line) {
      var row = line.split(" ");
      if (row.length > 1) words.set(row.shift().toLowerCase(), row);
    });
    this.kind = new Uint8Array(size);
    this.title = new Int32Array(size);
    this.category = new Int32Array(size);
    this.place = new Int16Array(size).fill(-1);
    this.village = new Int16Array(size).fill(-1);
    this.methods = new Uint8Array(size);
    this.origin = new Int32Array(size).fill(-1);
    this.same = new Uint8Array(size);
    this.number = new Array(size);
    this.folder = new Array(size);
    this.file = new Array(size);
    this.domains = new Array(size);
    this.units = new Array(size);
    this.said = new Array(size);   // [line of the time limit, line, -how many more, line …], less the number of names
    this.more = new Map();         // what few have: retired, date, note, count, form
    this.telling = [];             // the entries that texts come for, in their order, and for how many they have come
    this.told = 0;
    // The entries of a line: a chain from first[line] by next[], each link entry × 8 + field.
    this.first = new Int32Array(data.lines + 1);
    this.next = new Int32Array(1 << 14);
    this.codes = new Int32Array(1 << 14);
    this.links = 1;
    this.unpack();
    this.complete = !data.texts.length;
  }

  Index.prototype.link = function (line, code) {
    if (!line) return;
    if (this.links === this.codes.length) {
      this.next = doubled(this.next);
      this.codes = doubled(this.codes);
    }
    this.next[this.links] = this.first[line];
    this.codes[this.links] = code;
    this.first[line] = this.links;
    this.links += 1;
  };
  function doubled(numbers) {
    var more = new Int32Array(numbers.length * 2);
    more.set(numbers);
    return more;
  }
  Index.prototype.linkAll = function (numbers, from, more, code) {
    for (var i = from, last = 0; i < numbers.length; i += 1) {
      var n = numbers[i];
      if (n >= 0) this.link((last = n) + more, code);
      else for (; n < 0; n += 1) this.link((last += 1) + more, code);
    }
  };

  // The next part of what is said: { text, rows }, a row for each of the next entries: [time limit, texts …], numbered after the names.
  Index.prototype.add = function (part) {
    var names = this.parts[0].end - 1;
    this.parts.push(new Part(part.text, this.parts[this.parts.length - 1].end));
    for (var i = 0; i < part.rows.length; i += 1) {
      var at = this.telling[this.told++];
      this.said[at] = part.rows[i];
      this.linkAll(part.rows[i], 1, names, at * 8 + CONTENT);
    }
    this.asked.clear();
    this.complete = this.parts.length > this.data.texts.length;
  };

  Index.prototype.line = function (n) { return n ? this.parts.find(function (part) { return n < part.end; }).line(n) : ""; };

  // -- entries -----------------------------------------------------------------------------------
  Index.prototype.unpack = function () {
    var self = this, data = this.data, last = 0, items = [];
    function entry(kind, title, keywords, folder, file, domains, units, more) {
      var at = last++;
      self.kind[at] = kind;
      self.title[at] = title;
      self.folder[at] = folder;
      self.file[at] = file;
      self.domains[at] = domains;
      self.units[at] = units;
      if (more) self.more.set(at, more);
      self.telling.push(at);
      self.link(title, at * 8 + TITLE);
      self.linkAll(keywords, 0, 0, at * 8 + KEYWORD);
      return at;
    }
    function matter(row, kind, folder, domains, own, tail) {
      var at = last++, code = at * 8, names = row[1], field = TITLE, line = 0, length = row.length;
      self.kind[at] = kind;
      self.number[at] = row[0];
      self.folder[at] = folder;
      self.domains[at] = domains;
      self.units[at] = length > tail && row[tail] || own;
      self.methods[at] = length > tail + 1 ? row[tail + 1] : 1;
      if (length > tail + 2) self.more.set(at, { retired: row[tail + 2] });
      self.telling.push(at);
      for (var i = 0; i < names.length; i += 1) {
        for (var n = names[i], more = n < 0 ? -n : 1; more; more -= 1) {
          line = n < 0 ? line + 1 : n;
          if (field === TITLE) self.title[at] = line; else if (field === CATEGORY) self.category[at] = line;
          self.link(line, code + field);
          if (field < KEYWORD) field += 1;
        }
      }
      return at;
    }
    // The matters of a place: rows, and numbers of county matters that are the same here.
    function taken(folder, rows, kind, own, place, village) {
      for (var i = 0; i < rows.length; i += 1) {
        var row = rows[i], begin = last, origin = -1;
        if (typeof row !== "number") {
          origin = row[2] >= 0 ? items[row[2]] : -1;
          self.origin[begin] = origin;
          self.file[begin] = row[3];
          matter(row, kind, folder, origin >= 0 ? self.domains[origin] : row[2] < -1 ? [-2 - row[2]] : NONE, own, 4);
        } else {
          var n = row < 0 ? rows[i - 1] + 1 : row, end = row < 0 ? rows[i - 1] - row : row;
          for (; n <= end; n += 1, last += 1) {
            origin = items[n];
            self.kind[last] = kind;
            self.title[last] = self.title[origin];
            self.category[last] = self.category[origin];
            self.number[last] = self.number[origin];
            self.folder[last] = folder;
            self.domains[last] = self.domains[origin];
            self.units[last] = own;
            self.methods[last] = self.methods[origin];
            self.origin[last] = origin;
            self.same[last] = 1;
          }
        }
        for (; begin < last; begin += 1) { self.place[begin] = place; self.village[begin] = village; }
      }
    }
    this.domainLines = data.domains.map(function (d) { return [d[1]].concat(unrun(d[2])); });
    this.unitLines = data.units.map(function (u) { return [u[1]].concat(unrun(u[2])); });
    this.placeLines = data.townships.map(function (t) { return [t[1]].concat(unrun(t[2])); });
    this.villageLines = data.villages.map(function (v) { return [v[1]]; });
    data.domains.forEach(function (d, n) { entry(4, d[1], d[2], "domains/", d[0], [n], [d[3]], { count: d[4].length }); });
    data.domains.forEach(function (d, n) {
      var folder = "domains/" + d[0] + "/", rows = d[4], domains = [n], own = [d[3]];
      for (var i = 0; i < rows.length; i += 1) items.push(matter(rows[i], 0, folder, domains, own, 2));
    });
    data.townships.forEach(function (t, n) {
      self.place[entry(7, t[1], t[2], "townships/", t[0], NONE, [t[3]])] = n;
      taken("townships/" + t[0] + "/", t[4], 7, [t[3]], n, -1);
    });
    data.villages.forEach(function (v, n) {
      var at = entry(8, v[1], NONE, "villages/", v[0], NONE, NONE);
      self.place[at] = v[2];
      self.village[at] = n;
      taken("villages/" + v[0] + "/", v[3], 8, NONE, v[2], n);
    });
    data.policies.forEach(function (p) {
      entry(1, p[1], p[2] ? [p[2]].concat(p[5]) : p[5], "policies/", p[0], p[4], p[3], { date: p[6], retired: p[7] ? "失效" : "", note: p[2] });
      p[8].forEach(function (i, n) { entry(2, i[0], p[5], "policies/" + p[0] + "/", n + 1, p[4], [i[2]], { form: i[1], date: i[3] }); });
    });
    data.flows.forEach(function (f) { entry(3, f[1], NONE, "flows/", f[0], f[2], f[3], { count: f[4] }); });
    data.units.forEach(function (u, n) { entry(5, u[1], u[2], "units/", u[0], NONE, [n], u[3] ? { retired: "停用" } : null); });
    data.interpreters.forEach(function (p) { entry(6, p[1], NONE, "interpreters/", p[0], NONE, [p[2]], p[3] ? { retired: "离任" } : null); });
    data.pages.forEach(function (p) { entry(9, p[1], NONE, "", p[0], NONE, NONE); });
    self.domainsOf = owners(this.domainLines);
    self.unitsOf = owners(this.unitLines);
    self.placesOf = owners(this.placeLines);
    self.villagesOf = owners(this.villageLines);
  };

  function owners(lists) {
    var by = new Map();
    lists.forEach(function (lines, n) { lines.forEach(function (line) { by.set(line, (by.get(line) || []).concat(n)); }); });
    return by;
  }

  Index.prototype.entry = function (at) {
    return Object.assign({
      at: at, kind: this.kind[at], title: this.title[at], address: this.address(at), category: this.category[at], number: this.number[at] || "", domains: this.domains[at],
      place: this.place[at], village: this.village[at], units: this.units[at], origin: this.origin[at], retired: "", date: "", note: 0, count: 0, form: 0
    }, this.more.get(at));
  };
  Index.prototype.address = function (at) {
    var origin = this.origin[at], file = this.file[at];
    if (this.kind[at] === PAGE) return file;
    return this.folder[at] + (file || (origin < 0 ? this.number[at] : this.data.domains[this.domains[origin][0]][0] + "-" + this.number[origin])) + ".html";
  };
  Index.prototype.retired = function (at) {
    var more = this.more.get(at);
    return Boolean(more && more.retired);
  };
  // The first entry of the county itself that is called so; -1 where none is.
  Index.prototype.called = function (line) {
    var found = -1;
    for (var link = this.first[line]; link; link = this.next[link]) {
      var at = this.codes[link] >> 3;
      if ((this.codes[link] & 7) === TITLE && this.origin[at] < 0 && (found < 0 || at < found)) found = at;
    }
    return found;
  };

  // The texts of an entry and its time limit, as lines; none while the part that has them is still to come.
  Index.prototype.saidOf = function (at) { return this.said[this.same[at] ? this.origin[at] : at] || NONE; };
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
      var part = this.parts[i], text = part.as(needle), starts = part.starts;
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
    this.whole = this.whole || "\n" + this.parts[0].folded() + "\n";
    return this.whole.indexOf("\n" + name + "\n") >= 0;
  };

  // Whether any text has it; remembered, for while somebody types the same is asked again and again.
  Index.prototype.has = function (needle) {
    var known = this.asked.get(needle);
    if (known === undefined) this.asked.set(needle, known = this.parts.some(function (part) { return part.has(needle); }));
    return known;
  };

  // What was typed, as the texts are written: simplified, small letters, half-width letters and digits.
  Index.prototype.fold = function (typed) {
    var simple = this.simple, data = this.data, out = "";
    if (!simple) {
      simple = this.simple = new Map();
      for (var i = 0; i < data.old.length; i += 1) simple.set(data.old[i], data.new[i]);
    }
    typed = typed.normalize("NFKC").toLowerCase();
    for (var at = 0; at < typed.length; at += 1) out += simple.get(typed[at]) || typed[at];
    return out.replace(/[〔［\[【(]/g, "（").replace(/[〕］\]】)]/g, "）").trim();
  };

  search.KINDS = KINDS;
  search.Index = Index;
})();
