// How names sound: what may be meant by letters, and by a word with a slip. Read when first needed. No DOM.
(function () {
  "use strict";
  var Index = window.disclosureSearch.Index, SKIPPED = "“”\"、，（）()—《》", HAN = /[\u3400-\u9fff]/;

  // The vocabulary is the names and, after them, the everyday words; as codes of characters and numbers of syllables, for scans must be quick.
  Index.prototype.sounds = function () {
    if (this.spoken) return this.spoken;
    var vocabulary = this.parts[0].folded() + "\n" + Array.from(this.words.keys()).join("\n"), length = vocabulary.length;
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
})();
