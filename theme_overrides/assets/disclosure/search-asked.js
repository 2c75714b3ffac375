// What a question is about, by how others ask: ways of asking, each for something the county has (words/asked/, county.yml). No DOM.
//   index.learn(data) takes them; index.like(text) → [{ target, called, domain, rows, about, worth }], the likeliest first, worth from 0 to 1.
// A question is like a way of asking by what both have: characters, pairs of characters and sounds, the rarer the more. Found by plain scans, like everything.
(function () {
  "use strict";
  var Index = window.disclosureSearch.Index, HAN = /[\u3400-\u9fff]/;
  // Characters that stand in questions of every kind; pairs with them still tell something (没水).
  var COMMON = "的了吗呢啊吧呀么嘛着过我你他她它咱俺们家里个这那哪去到在是有和与给把被就都也还又很太能会可想要请问什怎啥咋谁几多少办找人不没得上下来一";
  var PAIR = 0.9, TOGETHER = 0.4, ASKED = 0.7, COMMONLY = 0.15;

  // A question as it is compared: without marks, and with one way of saying for those that mean the same.
  function plainly(text, alike) {
    text = text.toLowerCase().replace(/[^a-z0-9\n\u3400-\u9fff]+/g, "");
    alike.forEach(function (pair) { if (text.indexOf(pair[0]) >= 0) text = text.split(pair[0]).join(pair[1]); });
    return text;
  }

  Index.prototype.learn = function (data) {
    this.taught = { data: data, targets: data.targets, text: null };
    this.simple = null;   // made anew, with the characters of the ways
    this.settle();
  };

  // Made ready when first asked: what things are called is a way of asking, too.
  Index.prototype.study = function () {
    var self = this, taught = this.taught, data = taught.data, ways = [data.ways], seen = new Set(), targets = data.targets.slice();
    data.targets.forEach(function (target) {
      window.disclosureSearch.unrun(target[0]).forEach(function (row) {
        if (seen.has(row)) return;
        seen.add(row);
        var names = window.disclosureSearch.unrun(self.heads[row]).map(function (line) { return line ? self.line(line) : ""; }), at = self.at[row];
        var called = [names[0]].concat(names.slice(2)), category = self.matter(at) ? names[1] : "";
        ways.push(called.map(function (name, n) { return n ? name : category + name; }).join("\n"));
        targets.push([[row], [], self.domains[at].length ? self.domains[at][0] : -1, "", called.length]);
      });
    });
    taught.targets = targets;
    var text = plainly(ways.filter(Boolean).join("\n"), data.alike), starts = [0], of = [];
    for (var at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    targets.forEach(function (target, number) { for (var i = 0; i < target[4]; i += 1) of.push(number); });
    starts.push(text.length + 1);
    taught.text = text;
    taught.starts = starts;
    taught.of = of;
    this.weigh();
  };

  // How much each character tells (the rarer, the more), and how much each way of asking tells together.
  Index.prototype.weigh = function () {
    var taught = this.taught, text = taught.text, starts = taught.starts, count = starts.length - 1, seen = new Uint16Array(65536), last = new Int32Array(65536).fill(-1);
    for (var n = 0; n < count; n += 1) {
      for (var at = starts[n]; at < starts[n + 1] - 1; at += 1) {
        var code = text.charCodeAt(at);
        if (last[code] !== n) { last[code] = n; seen[code] += 1; }
      }
    }
    var rarity = taught.rarity = new Float32Array(65536), common = taught.common = new Uint8Array(65536);
    for (var c = 0; c < COMMON.length; c += 1) common[COMMON.charCodeAt(c)] = 1;
    for (code = 0; code < 65536; code += 1) rarity[code] = Math.log(1 + count / (1 + seen[code])) * (common[code] ? COMMONLY : 1);
    var weights = taught.weights = new Float32Array(count);
    for (n = 0; n < count; n += 1) weights[n] = this.told(text.slice(starts[n], starts[n + 1] - 1));
  };
  function worthOf(rarity, common, a, b) {
    return common[a] && common[b] ? 0.3 * (rarity[a] + rarity[b]) : (rarity[a] + rarity[b]) / 2;
  }
  // All that a text tells: its characters once each, and its pairs.
  Index.prototype.told = function (text) {
    var rarity = this.taught.rarity, common = this.taught.common, sum = 0;
    for (var i = 0; i < text.length; i += 1) {
      if (text.indexOf(text[i]) === i) sum += rarity[text.charCodeAt(i)];
      if (i + 1 < text.length) sum += PAIR * worthOf(rarity, common, text.charCodeAt(i), text.charCodeAt(i + 1));
    }
    return sum;
  };

  Index.prototype.like = function (typed) {
    var taught = this.taught;
    if (!taught) return [];
    if (!taught.text) this.study();
    var asked = plainly(typed, taught.data.alike), text = taught.text, starts = taught.starts, count = starts.length - 1, rarity = taught.rarity, common = taught.common;
    if (asked.length < 2 || !HAN.test(asked)) return [];
    var points = new Float32Array(count), mark = new Int32Array(count).fill(-1), step = 0;
    function scan(needle, worth) {
      var n = 0;
      step += 1;
      for (var at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
        while (starts[n + 1] <= at) n += 1;
        if (mark[n] !== step) { mark[n] = step; points[n] += worth; }
      }
    }
    for (var i = 0; i < asked.length; i += 1) {
      var code = asked.charCodeAt(i);
      if (asked.indexOf(asked[i]) === i && !common[code]) scan(asked[i], rarity[code]);
      if (i + 1 < asked.length) scan(asked.slice(i, i + 2), PAIR * worthOf(rarity, common, code, asked.charCodeAt(i + 1)));
    }
    var all = this.told(asked), best = new Map();
    for (var n = 0; n < count; n += 1) {
      if (!points[n]) continue;
      var worth = points[n] / (ASKED * all + (1 - ASKED) * taught.weights[n]), target = taught.of[n], old = best.get(target);
      if (!old) best.set(target, [worth]);
      else { old.push(worth); old.sort(function (a, b) { return b - a; }); if (old.length > 3) old.pop(); }
    }
    return Array.from(best, function (pair) {
      var target = taught.targets[pair[0]], found = pair[1];
      return {
        called: target[3], domain: target[2], rows: target[0], about: target[1], most: found[0],
        worth: Math.min(1, found[0] + TOGETHER * ((found[1] || 0) * 0.6 + (found[2] || 0) * 0.4))
      };
    }).sort(function (a, b) { return b.worth - a.worth; });
  };
})();
