// Who answers for what this site does not hold (words/elsewhere.yml). No DOM.
//   index.calledElsewhere(char) → words with a character
//   index.missing(text, clear, led) → { name, office, at, phone, national, see, held, note, said, near, half } or null: what a question or a part of it is about that
//     is not here; `at`: the entry of the office or -1, `see`: those of what helps here, `held`: a keyword names it, `said`: the site mentions it somewhere,
//     `near`: others ask so for something that is here, so that nothing is to be said to be missing; `half`: something else is asked for, too, which is here.
//     clear(like): whether a way of asking is much like it; `led`: certain words of it lead somewhere
// A question is about it where it has all words of a way of saying it, unless what is here is much more like the question as a whole: a word of it may well stand in
// a question about something else. Or where the question is more like what is asked for it than like anything that is here.
(function () {
  "use strict";
  var search = window.disclosureSearch, Index = search.Index;
  // What asks something: a part of a question that does not only tells how things are.
  var ASKS = /[吗么呢谁哪啥咋怎]|多少|([\u3400-\u9fff])[不没]\1|不$|没有?$/;
  // How many times as like a question what is here has to be to be what it is about; how like as that what is not here has to be, how like at all, and how much they
  // share at least, where it is only a part that is (PART, PART_TOLD); from which part of that likeness on something is near, which of a way by words is a likeness of its own; and how many times as like as what has
  // all words of a way something else has to be to be meant instead.
  var LIKER = 1.3, OUTWEIGHED = 2, AS_MUCH = 0.85, LIKELY = 0.3, TOLD = 16, PART = 0.5, PART_TOLD = 24, NEAR = 0.8, HELD = 0.8, RIVAL = 0.5, BESIDE = 0.6, OTHERS = 3, ANSWERED = 0.5;

  // How many characters of a way of saying a question has, itself or put plainly, which tells a little less; 0 where a word of it is missing, or one is there
  // that must not be.
  search.told = function (way, text, plainly, plain) {
    for (var sum = 0, i = 0; i < way.length; i += 1) {
      if (way[i][0] === "!") {
        if (text.indexOf(way[i].slice(1)) >= 0) return 0;
      } else if (text.indexOf(way[i]) >= 0) sum += way[i].length;
      else if (plainly && way[i].length > 1 && plain.indexOf(plainly[i]) >= 0) sum += way[i].length - 0.5;
      else return 0;
    }
    return sum;
  };

  // All ways with their words put plainly; all words at once, which takes a hundredth of the time.
  function plainly(all, alike) {
    var words = [], n = -1;
    all.forEach(function (one) { one[1].forEach(function (way) { words.push.apply(words, way); }); });
    words = search.plainly(words.join("\n"), alike).split("\n");
    return all.map(function (one) { return one[1].map(function (way) { return way.map(function () { return words[n += 1]; }); }); });
  }

  // The number of what a question has all words of a way of saying, or -1.
  function named(index, text) {
    var taught = index.taught, best = -1, most = 0, plain;
    if (!taught.plain) taught.plain = plainly(taught.data.elsewhere, taught.data.alike);
    plain = search.plainly(text, taught.data.alike);
    taught.data.elsewhere.forEach(function (one, number) {
      one[1].forEach(function (way, n) {
        var sum = search.told(way, text, taught.plain[number][n], plain);
        if (sum > most) { most = sum; best = number; }
      });
    });
    return best;
  }

  function told(index, number) {
    var best = index.taught.data.elsewhere[number];
    function at(row) { return row < 0 ? -1 : index.at[row]; }
    return { name: best[0], office: best[2], at: at(best[3]), phone: best[4], national: best[5], see: best[6].map(at), held: best[7] === 1, note: best[8], said: !index.complete || index.has(best[0]) };
  }

  // What is called so or asked for so elsewhere and has a character, in words of up to six: those that begin with it first, the short before the long.
  Index.prototype.calledElsewhere = function (char) {
    var words = new Set();
    if (this.taught) {
      this.taught.data.elsewhere.forEach(function (one) {
        [one[0]].concat(one[1].map(function (way) { return way.length === 1 ? way[0] : ""; })).forEach(function (word) {
          if (word.indexOf(char) >= 0 && /^[\u3400-\u9fff]{2,6}$/.test(word)) words.add(word);
        });
      });
    }
    return Array.from(words).sort(function (a, b) { return Math.sign(a.indexOf(char)) - Math.sign(b.indexOf(char)) || a.length - b.length; });
  };

  // What else is not here that a question may be about: about as like it as what it is likest to, or less where that is not here either. Nothing where what is
  // here is much like it: of 154 such questions none asked for what stood there.
  Index.prototype.perhaps = function (text, found) {
    var self = this, here = this.like(text)[0], there = this.likeElsewhere(text), held = here ? here.value : 0, most = there.length ? there[0].value : 0;
    if (here && here.worth >= ANSWERED && (!found || found.near && !found.half)) return [];
    var least = most >= held * AS_MUCH ? most * RIVAL : held * BESIDE;
    return there.slice(0, 8).filter(function (like) { return like.told >= TOLD && like.value >= least; })
      .map(function (like) { return told(self, like.who); }).filter(function (one) { return !found || one.office !== found.office; }).slice(0, OTHERS);
  };

  Index.prototype.missing = function (text, clear, led) {
    var self = this, passed = -1;
    if (!this.taught || led) return null;
    function about(said, part) {
      var here = self.like(said)[0], there = self.likeElsewhere(said), held = here ? here.value : 0, number = named(self, said), by = number >= 0;
      var mine = there.find(function (like) { return like.who === number; });
      if (by && here && (number === passed || clear(here) && held > OUTWEIGHED * (mine ? mine.value : 0))) {
        passed = number;
        number = -1;
      }
      if (number < 0) {
        by = false;
        mine = there[0];
        if (!mine || mine.who === passed || mine.value < (part ? PART : LIKELY) || mine.told < (part ? PART_TOLD : TOLD) || mine.value < held * AS_MUCH) return null;
        number = mine.who;
      } else if (mine && there[0].value > LIKER * mine.value && there[0].told >= TOLD) number = (mine = there[0]).who;
      return { number: number, near: Boolean(here) && (here.same || here.worth >= HELD || !by && held >= mine.value * NEAR) };
    }
    var found = about(text, false), parts = found ? [] : this.clauses(text).filter(function (part) { return ASKS.test(part); }), one;
    for (var n = 0; n < parts.length && !found; n += 1) found = about(parts[n], true);
    if (!found) return null;
    one = told(this, found.number);
    one.half = parts.length > 0;
    one.near = one.held || one.see.length > 0 || !one.note && found.near;
    return one;
  };
})();
