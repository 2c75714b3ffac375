// What search looks into: the data file unpacked, as texts, entries and sounds. No DOM.
// A text is a line of `text`, named by its number from 1; the first `heads` lines are what things are called.
(function () {
  "use strict";
  var search = window.disclosureSearch = window.disclosureSearch || {};
  var KINDS = ["事项", "政策", "解读", "流程", "领域", "单位", "解读人", "乡镇（街道）", "村（居）", "说明"];
  var NONE = [];
  var TITLE = 0, CATEGORY = 1, KEYWORD = 2, CONTENT = 3;
  var HAN = /[\u3400-\u9fff]/;

  // 7, -2, 30 → 7, 8, 9, 30
  function unrun(numbers) {
    var out = [];
    for (var i = 0; i < numbers.length; i += 1) {
      var n = numbers[i];
      if (n >= 0) out.push(n);
      else for (var last = out[out.length - 1]; n < 0; n += 1) out.push(last += 1);
    }
    return out;
  }

  function Index(data) {
    this.data = data;
    this.text = data.text;
    this.folded = data.text.toLowerCase();
    if (this.folded.length !== this.text.length) this.folded = this.text;   // places in one must be places in the other
    var starts = this.starts = [0, 0], text = this.text;
    for (var at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    starts.push(text.length + 1);
    this.headEnd = starts[data.heads + 1] - 1;
    this.heads = this.folded.slice(0, this.headEnd);
    this.idle = data.idle;
    var words = this.words = new Map();
    data.words.split("\n").forEach(function (line) {
      var row = line.split(" ");
      if (row.length > 1) words.set(row.shift().toLowerCase(), row);
    });
    this.entries = [];
    // The entries of a line: a chain from first[line] by next[], each link entry × 8 + field.
    this.first = new Int32Array(starts.length);
    this.next = [0];
    this.codes = [0];
    this.unpack();
  }

  Index.prototype.line = function (n) { return n ? this.text.slice(this.starts[n], this.starts[n + 1] - 1) : ""; };

  Index.prototype.lineAt = function (place) {
    var low = 1, high = this.starts.length - 2;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= place) low = middle; else high = middle - 1;
    }
    return low;
  };

  // -- entries -----------------------------------------------------------------------------------
  // Texts stay packed as [line, -how many more, line …], `texts` less the number of heads.
  // `origin`: the county's matter that this one refers to; `same`: it has that one's texts, and is found through it.
  function Entry(at, kind, title, address) {
    this.at = at; this.kind = kind; this.title = title; this.address = address;
    this.category = 0; this.keywords = NONE; this.texts = NONE; this.limit = 0; this.number = "";
    this.domains = NONE; this.place = -1; this.village = -1; this.units = NONE; this.methods = 0;
    this.retired = ""; this.origin = -1; this.same = false; this.date = ""; this.note = 0; this.count = 0; this.form = 0;
  }

  Index.prototype.unpack = function () {
    var self = this, data = this.data, base = data.heads, entries = this.entries, items = [];
    var first = this.first, next = this.next, codes = this.codes, copies = this.copies = [];
    function put(line, code) {
      if (!line) return;
      next.push(first[line]);
      first[line] = codes.push(code) - 1;
    }
    function putAll(numbers, more, code) {
      var last = 0;
      for (var i = 0; i < numbers.length; i += 1) {
        var n = numbers[i];
        if (n >= 0) put((last = n) + more, code);
        else for (; n < 0; n += 1) put((last += 1) + more, code);
      }
    }
    function add(kind, title, address) {
      var e = new Entry(entries.length, kind, title, address);
      entries.push(e);
      return e;
    }
    function told(e, keywords, texts) {
      e.keywords = keywords; e.texts = texts;
      put(e.title, e.at * 8 + TITLE);
      putAll(keywords, 0, e.at * 8 + KEYWORD);
      putAll(texts, base, e.at * 8 + CONTENT);
      return e;
    }
    function entry(kind, title, address, keywords, texts, more) { return told(Object.assign(add(kind, title, address), more), keywords, texts); }
    function matter(row, kind, address, own, tail) {
      var names = unrun(row[1]), e = add(kind, names[0], address), code = e.at * 8;
      e.number = row[0]; e.category = names[1]; e.keywords = names; e.texts = row[2]; e.limit = row[3];
      e.units = row[tail] || own; e.methods = row[tail + 1] === undefined ? 1 : row[tail + 1]; e.retired = row[tail + 2] || "";
      put(e.title, code + TITLE);
      put(e.category, code + CATEGORY);
      for (var i = 2; i < names.length; i += 1) put(names[i], code + KEYWORD);
      putAll(row[2], base, code + CONTENT);
      return e;
    }
    this.domainLines = data.domains.map(function (d) { return [d[1]].concat(unrun(d[2])); });
    this.unitLines = data.units.map(function (u) { return [u[1]].concat(unrun(u[2])); });
    this.placeLines = data.townships.map(function (t) { return [t[1]].concat(unrun(t[2])); });
    this.villageLines = data.villages.map(function (v) { return [v[1]]; });
    data.domains.forEach(function (d, n) {
      entry(4, d[1], "domains/" + d[0] + ".html", d[2], d[4], { domains: [n], units: [d[3]], count: d[5].length });
    });
    data.domains.forEach(function (d, n) {
      var domains = [n], own = [d[3]], folder = "domains/" + d[0] + "/";
      d[5].forEach(function (row) {
        var e = matter(row, 0, folder + row[0] + ".html", own, 4);
        e.domains = domains;
        items.push(e);
      });
    });
    function taken(folder, rows, kind, own, place, village) {
      function below(e, origin) {
        e.place = place; e.village = village;
        if (origin) { e.origin = origin.at; e.domains = origin.domains; }
      }
      for (var i = 0; i < rows.length; i += 1) {
        var row = rows[i];
        if (typeof row !== "number") {
          var there = items[row[4]], number = row[5] || (there ? data.domains[there.domains[0]][0] + "-" + there.number : row[0]);
          var e = matter(row, kind, folder + number + ".html", own, 6);
          below(e, there);
          if (row[4] < -1) e.domains = [-2 - row[4]];
          continue;
        }
        var from = row < 0 ? rows[i - 1] + 1 : row, to = row < 0 ? rows[i - 1] - row : row;
        for (var n = from; n <= to; n += 1) {
          var o = items[n], copy = add(kind, o.title, folder + data.domains[o.domains[0]][0] + "-" + o.number + ".html");
          copy.number = o.number; copy.category = o.category; copy.keywords = o.keywords; copy.texts = o.texts; copy.limit = o.limit;
          copy.units = own; copy.methods = o.methods; copy.same = true;
          below(copy, o);
          if (copies[o.at]) copies[o.at].push(copy.at); else copies[o.at] = [copy.at];
        }
      }
    }
    data.townships.forEach(function (t, n) {
      entry(7, t[1], "townships/" + t[0] + ".html", t[2], NONE, { place: n, units: [t[3]] });
      taken("townships/" + t[0] + "/", t[4], 7, [t[3]], n, -1);
    });
    data.villages.forEach(function (v, n) {
      entry(8, v[1], "villages/" + v[0] + ".html", NONE, NONE, { place: v[2], village: n });
      taken("villages/" + v[0] + "/", v[3], 8, NONE, v[2], n);
    });
    data.policies.forEach(function (p) {
      entry(1, p[1], "policies/" + p[0] + ".html", p[2] ? [p[2]].concat(p[5]) : p[5], p[6], { units: p[3], domains: p[4], date: p[7], retired: p[8] ? "失效" : "", note: p[2] });
      p[9].forEach(function (i, n) {
        entry(2, i[0], "policies/" + p[0] + "/" + (n + 1) + ".html", p[5], i[4], { form: i[1], units: [i[2]], domains: p[4], date: i[3] });
      });
    });
    data.flows.forEach(function (f) { entry(3, f[1], "flows/" + f[0] + ".html", NONE, f[4], { domains: f[2], units: f[3], count: f[5] }); });
    data.units.forEach(function (u, n) { entry(5, u[1], "units/" + u[0] + ".html", u[2], u[3], { units: [n], retired: u[4] ? "停用" : "" }); });
    data.interpreters.forEach(function (p) { entry(6, p[1], "interpreters/" + p[0] + ".html", NONE, p[3], { units: [p[2]], retired: p[4] ? "离任" : "" }); });
    data.pages.forEach(function (p) { entry(9, p[1], p[0], NONE, p[2]); });
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

  // The texts of an entry, as lines.
  Index.prototype.textsOf = function (e) {
    var base = this.data.heads;
    return unrun(e.texts).map(function (n) { return n + base; }).concat(e.limit ? e.limit + base : []);
  };

  // Calls visit(line, place within it) for every line that has the needle; only names and titles where `named`.
  Index.prototype.each = function (needle, named, visit) {
    var text = named ? this.heads : this.folded;
    for (var at = text.indexOf(needle); at >= 0;) {
      var line = this.lineAt(at);
      visit(line, at - this.starts[line]);
      at = text.indexOf(needle, this.starts[line + 1]);
    }
  };

  Index.prototype.has = function (needle) { return this.heads.indexOf(needle) >= 0 || this.folded.indexOf(needle, this.headEnd) >= 0; };

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

  // -- sounds and near misses: read only when first needed ------------------------------------------
  // The vocabulary is the heads and, after them, the everyday words.
  Index.prototype.sounds = function () {
    if (this.spoken) return this.spoken;
    var of = new Map(), vocabulary = this.heads + "\n" + Array.from(this.words.keys()).join("\n");
    this.data.sounds.split(" ").forEach(function (group) {
      var syllable = /^[a-z]*/.exec(group)[0];
      for (var i = syllable.length; i < group.length; i += 1) of.set(group[i], syllable);
    });
    var unusual = new Map();
    this.data.unusual.split(" ").forEach(function (mark) {
      var found = /^(\d+)\.(\d+)([a-z]+)$/.exec(mark);
      if (found) unusual.set(found[1] + "." + found[2], found[3]);
    });
    var syllables = new Array(vocabulary.length), line = 1, place = 0;
    for (var i = 0; i < vocabulary.length; i += 1) {
      var c = vocabulary[i];
      if (c === "\n") { line += 1; place = 0; continue; }
      syllables[i] = of.get(c) || "";
      if (c >= "\u3400" && c <= "\u9fff") {
        if (unusual.size && unusual.has(line + "." + place)) syllables[i] = unusual.get(line + "." + place);
        place += 1;
      }
    }
    this.spoken = { of: of, vocabulary: vocabulary, syllables: syllables };
    return this.spoken;
  };

  // Collects stretches of the vocabulary, the best first: [{ text, cost, count, alike, line }]; `alike`: only sounds differ, `line`: it is a whole name.
  function Found(vocabulary) { this.vocabulary = vocabulary; this.by = new Map(); }
  Found.prototype.add = function (from, to, cost, alike) {
    var vocabulary = this.vocabulary, text = vocabulary.slice(from, to), old = this.by.get(text);
    var begins = from === 0 || vocabulary[from - 1] === "\n", ends = to === vocabulary.length || vocabulary[to] === "\n";
    cost -= (begins ? 0.3 : 0) + (begins && ends ? 0.5 : 0);
    if (!old) this.by.set(text, { text: text, cost: cost, count: 1, alike: alike, begins: begins, line: begins && ends });
    else { old.count += 1; old.cost = Math.min(old.cost, cost); old.begins = old.begins || begins; old.line = old.line || (begins && ends); }
  };
  Found.prototype.best = function (most) {
    return Array.from(this.by.values()).sort(function (a, b) {
      return (a.cost - Math.log(a.count) / 4) - (b.cost - Math.log(b.count) / 4) || (a.text < b.text ? -1 : 1);
    }).slice(0, most);
  };

  // What may be meant by letters (dibao, gzf, 低baobz): whole syllables, their beginnings, or one letter each.
  Index.prototype.spelt = function (letters, most) {
    var sounds = this.sounds(), vocabulary = sounds.vocabulary, syllables = sounds.syllables, found = new Found(vocabulary);
    var whole = 0;
    function spell(from, at) {
      if (from === letters.length) return at;
      var c = vocabulary[at], letter = letters[from];
      if (c === undefined || c === "\n") return -1;
      if (letter < "a" || letter > "z") return c === letter ? spell(from + 1, at + 1) : -1;
      var syllable = syllables[at];
      if (!syllable) return c === letter ? spell(from + 1, at + 1) : "\"、，（）()—《》".indexOf(c) >= 0 ? spell(from, at + 1) : -1;
      var n = 0;
      while (n < syllable.length && letters[from + n] === syllable[n]) n += 1;
      for (; n > 0; n -= 1) {
        var full = n === syllable.length;
        if (!full && n > 1 && from + n < letters.length && !(n === 2 && syllable[1] === "h")) continue;
        if (full) whole += 1;
        var end = spell(from + n, at + 1);
        if (end >= 0) return end;
        if (full) whole -= 1;
      }
      return -1;
    }
    for (var at = 0; at < vocabulary.length; at += 1) {
      var first = syllables[at] || vocabulary[at];
      if (first[0] !== letters[0] && vocabulary[at] !== letters[0]) continue;
      whole = 0;
      var end = spell(0, at);
      if (end > at) found.add(at, end, 1 - whole / (end - at));
    }
    // Single letters meet by chance in the middle of anything; a name begins with what was meant.
    var best = found.best(most * 4), named = best.filter(function (guess) { return guess.begins || guess.cost < 0.5; });
    return (named.length ? named : best).slice(0, most);
  };

  // What may be meant by a word with one wrong character; with more, where they sound right.
  Index.prototype.near = function (word, most) {
    var sounds = this.sounds(), vocabulary = sounds.vocabulary, syllables = sounds.syllables, found = new Found(vocabulary);
    var said = Array.from(word, function (c) { return sounds.of.get(c) || "?"; }), length = word.length;
    if (length < 2 || !HAN.test(word)) return [];
    for (var at = 0; at + length <= vocabulary.length; at += 1) {
      var wrong = 0, alike = 0;
      for (var i = 0; i < length && wrong < 2; i += 1) {
        var c = vocabulary[at + i];
        if (c === word[i]) continue;
        if (c === "\n") wrong = 2;
        else if (syllables[at + i] && syllables[at + i] === said[i]) alike += 1;
        else wrong += 1;
      }
      if (wrong > 1 || (wrong === 1 && (alike || length < 3 || !HAN.test(vocabulary.slice(at, at + length))))) continue;
      found.add(at, at + length, wrong * 2 + alike * 0.5, !wrong);
    }
    return found.best(most);
  };

  search.KINDS = KINDS;
  search.Index = Index;
  search.HAN = HAN;
})();
