// What a question is about, by how others ask: ways of asking, each for something the county has (words/asked/, county.yml). No DOM.
//   index.learn(data, lists) takes what a county has of the lists, and the lists, which are the same everywhere; index.like(text) → [{ called, domain, rows, about, worth, told, same }], the likeliest first, worth from 0 to 1;
//   `told`: what they share, however much the question tells besides; `same`: it is one of the ways, word for word.
//   index.likeElsewhere(text) → the same of what this site does not hold (words/elsewhere.yml), with `who`: its number there
// A question is like what is asked for by what both have: characters and pairs of them, the fewer things are asked for with them the more they tell, and the
// oftener something is asked for with them, too. A pair that nobody uses is taken for one that sounds alike (高玲, 高龄). Plain scans, like everything.
(function () {
  "use strict";
  var search = window.disclosureSearch, Index = search.Index, HAN = /[\u3400-\u9fff]/;
  // Characters that stand in questions of every kind; pairs with them still tell something (没水).
  var COMMON = search.COMMON = "的了吗呢啊吧呀么嘛着过我你他她它咱俺们家里个这那哪去到在是有和与给把被就都也还又很太能会可想要请问什怎啥咋谁几多少办找人不没得上下来一";
  // What a character tells beside a pair; a pair with one common character, with two; a pair that only sounds so. How soon it is enough that something is
  // asked for with them (OFTEN, of a domain EVERYWHERE), and more so of what is asked for in many ways (TALKATIVE); what a domain's worth adds to that of what is
  // in it, or its own where it is in none (DOMAIN), and to what is held elsewhere (AWAY).
  var ONE = 0.8, HALF = 0.7, SELDOM = 0.3, HEARD = 0.4, OFTEN = 1.2, TALKATIVE = 0.3, EVERYWHERE = 3, DOMAIN = 0.3, AWAY = 0.15;
  // What frames a question decides among what shares its subject, and adds at most this part of what the subject tells.
  var FRAME = 0.8;
  // A question that the site answers itself is asked in one way only: what this adds to it, as far as what was asked has its words and pairs.
  var COVERED = 0.9;
  // How many things are compared by their names at most; matters only where they are asked for, and nobody asks for people and places in a sentence.
  var NAMED = 3000, UNASKED = [0, 6, 7, 8];
  // Sounds that many take for one another.
  var ALIKE = [[/^([zcs])h/, "$1"], [/^n/, "l"], [/^hu(?=.)/, "f"], [/ng$/, "n"]];

  // A question as it is compared: without marks, and with one way of saying for those that mean the same.
  var plainly = search.plainly = function (text, alike) {
    text = text.toLowerCase().replace(/[^a-z0-9\n\u3400-\u9fff]+/g, "");
    alike.forEach(function (pair) { if (text.indexOf(pair[0]) >= 0) text = text.split(pair[0]).join(pair[1]); });
    return text;
  };

  // What tells something of a question: its characters and pairs of them, without those that stand in any.
  function tellings(asked) {
    var out = [];
    for (var i = 0; i < asked.length; i += 1) {
      var common = COMMON.indexOf(asked[i]) >= 0;
      if (!common) out.push(asked[i]);
      if (i + 1 < asked.length && !(common && COMMON.indexOf(asked[i + 1]) >= 0)) out.push(asked.slice(i, i + 2));
    }
    return out;
  }

  // The lists with what a county has of them: targets [rows, rows about them, domain, what it is called, in how many ways], their ways one a line, and of what
  // somebody else answers for [name, ways of saying it, office, its row, its telephone, the national number, rows that help, 1 where keywords name it, note, ways of asking].
  function joined(data, lists) {
    var out = Object.assign({}, lists, data), ways = data.targets.map(function (target) { return typeof target[4] !== "number" ? target[4] : target[4] < 0 ? lists.held[-1 - target[4]][3] : lists.ways[target[4]]; });
    out.ways = ways.join("\n");
    out.targets = data.targets.map(function (target, n) { return target.slice(0, 4).concat(ways[n].split("\n").length); });
    out.elsewhere = data.elsewhere.map(function (one) {
      var held = lists.held[one[0]];
      return [held[0], held[1]].concat(one.slice(1), held[2], held[3]);
    });
    ["old", "new"].forEach(function (name) { out[name] = lists[name] + data[name]; });
    out.sounds = lists.sounds + " " + data.sounds;
    return out;
  }

  Index.prototype.learn = function (told, lists) {
    var data = joined(told, lists);
    var bare = new Uint8Array(this.heads.length);
    search.unrun(data.bare).forEach(function (row) { bare[row] = 1; });
    this.taught = { data: data, targets: data.targets, text: null, bare: bare };   // `bare`: by row, whether the site says nothing of it yet
    this.simple = null;   // made anew, with the characters of the ways
    this.settle();
  };

  // Made ready when first asked: what things are called is a way of asking, too.
  Index.prototype.study = function () {
    var self = this, taught = this.taught, data = taught.data, ways = [data.ways], seen = new Set(), of = [];
    var targets = data.targets.map(function (target) {
      return target.map(function (value, n) { return n === 3 && typeof value === "number" ? self.line(value) : value; });   // what it is called: mostly a name, by its line
    });
    function name(row) {
      if (seen.has(row)) return;
      seen.add(row);
      var names = search.unrun(self.heads[row]).map(function (line) { return line ? self.line(line) : ""; }), at = self.at[row];
      var called = [names[0]].concat(names.slice(2)), category = self.matter(at) ? names[1] : "";
      ways.push(called.map(function (name, n) { return n ? name : category + name; }).join("\n"));
      targets.push([[row], [], self.domains[at].length ? self.domains[at][0] : -1, "", called.length]);
    }
    data.targets.forEach(function (target) { search.unrun(target[0]).forEach(name); });
    for (var row = 0; row < this.heads.length && seen.size < NAMED; row += 1) if (UNASKED.indexOf(this.kind[this.at[row]]) < 0 && !this.retired[row]) name(row);
    taught.held = targets.length;   // what follows is held elsewhere
    data.elsewhere.forEach(function (one) {
      var like = one[1].map(function (way) { return way.filter(function (word) { return word[0] !== "!"; }).join(""); }).concat(one[9] ? one[9].split("\n") : []);
      ways.push(like.join("\n"));
      targets.push([[], [], -1, one[0], like.length]);
    });
    taught.targets = targets;
    taught.text = plainly(ways.filter(Boolean).join("\n"), data.alike);
    taught.starts = [0];
    for (var at = taught.text.indexOf("\n"); at >= 0; at = taught.text.indexOf("\n", at + 1)) taught.starts.push(at + 1);
    targets.forEach(function (target, number) { for (var i = 0; i < target[4]; i += 1) of.push(number); });
    taught.starts.push(taught.text.length + 1);
    taught.of = of;
    var usual = of.length / targets.length;
    taught.enough = targets.map(function (target) { return OFTEN * (1 - TALKATIVE + TALKATIVE * target[4] / usual); });
    taught.own = targets.map(function (target, number) { return /？$/.test(target[3]) ? tellings(taught.text.slice(taught.starts[of.indexOf(number)]).split("\n", 1)[0]) : null; });
    this.hear();
  };

  // GB 2312 has its usual characters in the order of their sounds: one between two that sound the same sounds so, too. A slip of the hand is mostly one of
  // them, which may stand nowhere on the site.
  function between(said) {
    var bytes = [], from = "", waiting = [];
    for (var row = 0xb0; row < 0xd8; row += 1) for (var cell = 0xa1; cell < (row === 0xd7 ? 0xfa : 0xff); cell += 1) bytes.push(row, cell);
    Array.from(new TextDecoder("gb2312").decode(new Uint8Array(bytes))).forEach(function (char) {
      var sound = said.get(char);
      if (!sound) { waiting.push(char); return; }
      if (sound === from) waiting.forEach(function (other) { said.set(other, sound); });
      from = sound;
      waiting = [];
    });
  }

  // The ways as they sound, a code for each character.
  Index.prototype.hear = function () {
    var taught = this.taught, numbers = new Map(), said = taught.said = new Map(), out = [];
    [taught.data.sounds, this.data.sounds].forEach(function (table) {
      table.split(" ").forEach(function (group) {
        var name = /^[a-z]*/.exec(group)[0], at = name.length;
        ALIKE.forEach(function (pair) { name = name.replace(pair[0], pair[1]); });
        if (!numbers.has(name)) numbers.set(name, String.fromCharCode(0xe000 + numbers.size));
        for (; at < group.length; at += 1) said.set(group[at], numbers.get(name));
      });
    });
    between(said);
    for (var i = 0; i < taught.text.length; i += 1) out.push(said.get(taught.text[i]) || taught.text[i]);
    taught.heard = out.join("");
  };

  // What is asked for with these characters, as pairs: its number, in how many ways of asking.
  Index.prototype.askedWith = function (needle, text) {
    var starts = this.taught.starts, of = this.taught.of, out = [], n = 0, target = -1;
    for (var at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, starts[n + 1])) {
      if (starts[n + 1] <= at) {
        var low = n + 1, high = of.length - 1;
        while (low < high) {
          var middle = (low + high + 1) >> 1;
          if (starts[middle] <= at) low = middle; else high = middle - 1;
        }
        n = low;
      }
      if (of[n] === target) out[out.length - 1] += 1;
      else out.push(target = of[n], 1);
    }
    return out;
  };

  Index.prototype.like = function (typed) { return this.compare(typed).here; };
  Index.prototype.likeElsewhere = function (typed) { return this.compare(typed).there; };

  // A question is asked for what is here, and again for what is not.
  Index.prototype.compare = function (typed) {
    var taught = this.taught;
    if (!taught) return { here: [], there: [] };
    if (!taught.text) this.study();
    if (!taught.last || taught.last.typed !== typed) {
      taught.last = { typed: typed, here: [], there: [] };
      this.likes(typed).forEach(function (like) { taught.last[like.who < 0 ? "here" : "there"].push(like); });
    }
    return taught.last;
  };

  Index.prototype.likes = function (typed) {
    var self = this, taught = this.taught;
    var asked = plainly(typed, taught.data.alike), targets = taught.targets, all = 0, seen = new Set();
    if (asked.length < 2 || !HAN.test(asked)) return [];
    var points = new Float32Array(targets.length), frames = new Float32Array(targets.length), framed = this.framed(asked), domains = new Float32Array(this.data.domains.length + 1);
    function tell(needle, share, into) {
      if (seen.has(needle)) return;
      seen.add(needle);
      var found = self.askedWith(needle, taught.text);
      if (!found.length && needle.length > 1) {
        var sounds = taught.said.get(needle[0]) + taught.said.get(needle[1]);
        found = self.askedWith(sounds, taught.heard);
        if (found.length) share *= HEARD;
      }
      var worth = share * Math.log(1 + targets.length / (found.length / 2 || 0.5)), by = new Map();
      all += worth;
      for (var i = 0; i < found.length; i += 2) {
        var count = found[i + 1], domain = targets[found[i]][2] + 1;
        into[found[i]] += worth * (1 + OFTEN) * count / (count + taught.enough[found[i]]);
        by.set(domain, (by.get(domain) || 0) + count);
      }
      by.forEach(function (count, domain) { domains[domain] += worth * count / (count + EVERYWHERE); });
    }
    for (var i = 0; i < asked.length; i += 1) {
      var common = COMMON.indexOf(asked[i]) >= 0, next = i + 1 < asked.length && COMMON.indexOf(asked[i + 1]) >= 0;
      if (!common) tell(asked[i], ONE, framed[i] ? frames : points);
      if (i + 1 < asked.length) tell(asked.slice(i, i + 2), common && next ? SELDOM : common || next ? HALF : 1, framed[i] && framed[i + 1] ? frames : points);
    }
    var out = [], same = new Set(), line = "\n" + taught.text + "\n", whole = "\n" + asked + "\n";
    for (var at = line.indexOf(whole), n = 0; at >= 0; at = line.indexOf(whole, at + 1)) {
      while (taught.starts[n + 1] <= at) n += 1;
      same.add(taught.of[n]);
    }
    domains[0] = 0;
    for (var number = 0; number < targets.length; number += 1) {
      if (!points[number]) continue;
      points[number] += Math.min(frames[number], points[number] * FRAME);
      var own = taught.own[number], covered = own && own.length ? own.filter(function (part) { return asked.indexOf(part) >= 0; }).length / own.length : 0;
      points[number] *= 1 + COVERED * covered;
      var target = targets[number], value = (points[number] + (number >= taught.held ? AWAY : DOMAIN) * (target[2] < 0 ? points[number] : domains[target[2] + 1])) / all;
      out.push({ called: target[3], domain: target[2], rows: target[0], about: target[1], worth: Math.min(1, value / (1 + DOMAIN)), value: value, told: points[number], same: same.has(number), who: number < taught.held ? -1 : number - taught.held });
    }
    return out.sort(function (a, b) { return b.value - a.value; });
  };
})();
