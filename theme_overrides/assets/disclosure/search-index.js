// What search looks into: the data file unpacked, as texts, entries and sounds. No DOM.
// A text is a line of `text`, named by its number from 1; the first `heads` lines are what things are called.
(function () {
  "use strict";
  var search = window.disclosureSearch = window.disclosureSearch || {};
  var KINDS = ["事项", "政策", "解读", "流程", "领域", "单位", "解读人", "乡镇（街道）", "村（居）", "说明"];
  var NONE = [], SKIPPED = "“”\"、，（）()—《》";
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
    this.whole = "\n" + this.heads + "\n";   // every head between two line ends
    this.idle = data.idle;
    this.asked = new Map();
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
  function Entry(at, kind, title, address, category, keywords, texts, limit, number, domains, place, village, units, methods, retired, origin, same) {
    this.at = at; this.kind = kind; this.title = title; this.address = address;
    this.category = category; this.keywords = keywords; this.texts = texts; this.limit = limit; this.number = number;
    this.domains = domains; this.place = place; this.village = village; this.units = units; this.methods = methods;
    this.retired = retired; this.origin = origin; this.same = same; this.date = ""; this.note = 0; this.count = 0; this.form = 0;
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
    function entry(kind, title, address, keywords, texts, more) {
      var at = entries.length, e = new Entry(at, kind, title, address, 0, keywords, texts, 0, "", NONE, -1, -1, NONE, 0, "", -1, false);
      entries.push(Object.assign(e, more));
      put(title, at * 8 + TITLE);
      putAll(keywords, 0, at * 8 + KEYWORD);
      putAll(texts, base, at * 8 + CONTENT);
    }
    function matter(row, kind, address, own, tail, domains, place, village, origin) {
      var names = unrun(row[1]), at = entries.length, code = at * 8, length = row.length;
      var e = new Entry(at, kind, names[0], address, names[1], names, row[2], row[3], row[0], domains, place, village, length > tail && row[tail] || own,
        length > tail + 1 ? row[tail + 1] : 1, length > tail + 2 ? row[tail + 2] : "", origin, false);
      entries.push(e);
      put(names[0], code + TITLE);
      put(names[1], code + CATEGORY);
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
      d[5].forEach(function (row) { items.push(matter(row, 0, folder + row[0] + ".html", own, 4, domains, -1, -1, -1)); });
    });
    function taken(folder, rows, kind, own, place, village) {
      for (var i = 0; i < rows.length; i += 1) {
        var row = rows[i];
        if (typeof row !== "number") {
          var there = items[row[4]], number = row[5] || (there ? data.domains[there.domains[0]][0] + "-" + there.number : row[0]);
          matter(row, kind, folder + number + ".html", own, 6, there ? there.domains : row[4] < -1 ? [-2 - row[4]] : NONE, place, village, there ? there.at : -1);
          continue;
        }
        var from = row < 0 ? rows[i - 1] + 1 : row, to = row < 0 ? rows[i - 1] - row : row;
        for (var n = from; n <= to; n += 1) {
          var o = items[n], at = entries.length;
          entries.push(new Entry(at, kind, o.title, folder + data.domains[o.domains[0]][0] + "-" + o.number + ".html", o.category, o.keywords, o.texts, o.limit, o.number,
            o.domains, place, village, own, o.methods, "", o.at, true));
          if (copies[o.at]) copies[o.at].push(at); else copies[o.at] = [at];
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

  // Whether any text has it; remembered, for while somebody types the same is asked again and again.
  Index.prototype.has = function (needle) {
    var known = this.asked.get(needle);
    if (known === undefined) this.asked.set(needle, known = this.heads.indexOf(needle) >= 0 || this.folded.indexOf(needle, this.headEnd) >= 0);
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

  // -- sounds and near misses: read only when first needed ------------------------------------------
  // The vocabulary is the heads and, after them, the everyday words; as codes of characters and numbers of syllables, for scans must be quick.
  Index.prototype.sounds = function () {
    if (this.spoken) return this.spoken;
    var vocabulary = this.heads + "\n" + Array.from(this.words.keys()).join("\n"), length = vocabulary.length;
    var names = [""], numbers = new Map(), of = new Uint16Array(65536), codes = new Uint16Array(length + 1), syllables = new Uint16Array(length + 1), begin = {}, lines = [0, 0];
    function number(name) {
      if (!numbers.has(name)) numbers.set(name, names.push(name) - 1);
      return numbers.get(name);
    }
    this.data.sounds.split(" ").forEach(function (group) {
      var name = /^[a-z]*/.exec(group)[0], n = number(name);
      for (var i = name.length; i < group.length; i += 1) of[group.charCodeAt(i)] = n;
    });
    for (var i = 0; i < length; i += 1) {
      var code = codes[i] = vocabulary.charCodeAt(i);
      syllables[i] = of[code];
      if (code === 10) lines.push(i + 1);
    }
    codes[length] = 10;
    this.data.unusual.split(" ").forEach(function (mark) {
      var found = /^(\d+)\.(\d+)([a-z]+)$/.exec(mark);
      if (!found) return;
      for (var at = lines[+found[1]], place = +found[2]; at < length; at += 1) {
        if (codes[at] < 0x3400 || codes[at] > 0x9fff) continue;
        if (!place) { syllables[at] = number(found[3]); break; }
        place -= 1;
      }
    });
    // Where each letter begins a syllable.
    for (var at = 0; at < length; at += 1) {
      var letter = syllables[at] ? names[syllables[at]][0] : "";
      if (letter) (begin[letter] = begin[letter] || []).push(at);
    }
    this.spoken = { vocabulary: vocabulary, names: names, of: of, codes: codes, syllables: syllables, begin: begin };
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
    var sounds = this.sounds(), codes = sounds.codes, syllables = sounds.syllables, names = sounds.names, found = new Found(sounds.vocabulary), whole = 0;
    function spell(from, at) {
      if (from === letters.length) return at;
      var letter = letters[from], code = codes[at], syllable = names[syllables[at]], n = 0;
      if (code === 10) return -1;
      if (letter < "a" || letter > "z" || !syllable) {
        if (code === letter.charCodeAt(0)) return spell(from + 1, at + 1);
        return SKIPPED.indexOf(String.fromCharCode(code)) >= 0 ? spell(from, at + 1) : -1;
      }
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
    var places = sounds.begin[letters[0]];
    if (!places) {
      places = [];
      for (var i = sounds.vocabulary.indexOf(letters[0]); i >= 0; i = sounds.vocabulary.indexOf(letters[0], i + 1)) places.push(i);
    }
    places.forEach(function (at) {
      whole = 0;
      var end = spell(0, at);
      if (end > at) found.add(at, end, 1 - whole / (end - at), false);
    });
    // Single letters meet by chance in the middle of anything; a name begins with what was meant.
    var best = found.best(most * 4), named = best.filter(function (guess) { return guess.begins || guess.cost < 0.5; });
    return (named.length ? named : best).slice(0, most);
  };

  // What may be meant by a word with one wrong character; with more, where they sound right.
  Index.prototype.near = function (word, most) {
    var sounds = this.sounds(), codes = sounds.codes, syllables = sounds.syllables, found = new Found(sounds.vocabulary), length = word.length;
    if (length < 2 || !HAN.test(word)) return [];
    var wanted = Array.from({ length: length }, function (_, i) { return word.charCodeAt(i); }), said = wanted.map(function (code) { return sounds.of[code]; });
    for (var at = 0; at + length < codes.length; at += 1) {
      var wrong = 0, alike = 0;
      for (var i = 0; i < length && wrong < 2; i += 1) {
        var code = codes[at + i];
        if (code === wanted[i]) continue;
        if (code === 10) wrong = 2;
        else if (said[i] && syllables[at + i] === said[i]) alike += 1;
        else wrong += 1;
      }
      if (wrong > 1 || (wrong === 1 && (alike || length < 3))) continue;
      found.add(at, at + length, wrong * 2 + alike * 0.5, !wrong);
    }
    return found.best(most);
  };

  search.KINDS = KINDS;
  search.Index = Index;
  search.HAN = HAN;
})();
