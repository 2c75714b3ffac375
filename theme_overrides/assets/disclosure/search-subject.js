// What a question is about, apart from the words that only frame it, and what is known of its subject beyond how others ask. No DOM.
//   index.framed(text) → for each character whether it is of words that frame any question (报名, 打什么电话; wanted.yml)
//   index.elsewhere(text) → { name, office, at, phone, national, see, held, note, said }: who answers for what this site does not hold (words/elsewhere.yml), or null;
//     `at`: the entry of the office or -1, `see`: those of what helps here, `held`: a keyword names it, `said`: the site mentions it somewhere
//   index.unheard(text) → words of the subject that stand nowhere on the site
//   index.direct(text) → rows of the pages that answer what is asked in certain words (wanted.yml), the likeliest first
//   index.ofVillage(text) → what of a village's own disclosure is asked about: words of titles, or null
(function () {
  "use strict";
  var search = window.disclosureSearch, Index = search.Index, HAN = /[\u3400-\u9fff]/;
  var segmenter = window.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

  Index.prototype.framed = function (text) {
    var out = new Uint8Array(text.length), all = true;
    (this.taught ? this.taught.data.frames : []).forEach(function (word) {
      for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) out.fill(1, at, at + word.length);
    });
    for (var i = 0; i < text.length && all; i += 1) all = out[i] === 1 || !HAN.test(text[i]);
    return all ? new Uint8Array(text.length) : out;   // of what is nothing but a frame that is the subject
  };

  // How many characters of a way of saying a question has, itself or put plainly, which tells a little less; 0 where a word of it is missing, or one is there
  // that must not be.
  function told(way, text, plainly, plain) {
    for (var sum = 0, i = 0; i < way.length; i += 1) {
      if (way[i][0] === "!") {
        if (text.indexOf(way[i].slice(1)) >= 0) return 0;
      } else if (text.indexOf(way[i]) >= 0) sum += way[i].length;
      else if (plainly && way[i].length > 1 && plain.indexOf(plainly[i]) >= 0) sum += way[i].length - 0.5;
      else return 0;
    }
    return sum;
  }

  // All ways with their words put plainly; all words at once, which takes a hundredth of the time.
  function plainly(all, alike) {
    var words = [], n = -1;
    all.forEach(function (one) { one[1].forEach(function (way) { words.push.apply(words, way); }); });
    words = search.plainly(words.join("\n"), alike).split("\n");
    return all.map(function (one) { return one[1].map(function (way) { return way.map(function () { return words[n += 1]; }); }); });
  }

  Index.prototype.elsewhere = function (text) {
    var self = this, taught = this.taught, best = null, most = 0, plain;
    if (!taught) return null;
    if (!taught.plain) taught.plain = plainly(taught.data.elsewhere, taught.data.alike);
    plain = search.plainly(text, taught.data.alike);
    taught.data.elsewhere.forEach(function (one, number) {
      one[1].forEach(function (way, n) {
        var sum = told(way, text, taught.plain[number][n], plain);
        if (sum > most) { most = sum; best = one; }
      });
    });
    function at(row) { return row < 0 ? -1 : self.at[row]; }
    return best && { name: best[0], office: best[2], at: at(best[3]), phone: best[4], national: best[5], see: best[6].map(at), held: best[7] === 1, note: best[8], said: !this.complete || this.has(best[0]) };
  };

  Index.prototype.unheard = function (text) {
    var self = this, framed = this.framed(text), ways = this.taught && this.taught.text || "", people = this.taught ? this.taught.data.people : [];
    if (!segmenter || !this.complete) return [];
    return Array.from(segmenter.segment(text)).filter(function (s) {
      if (s.segment.length < 2 || !HAN.test(s.segment)) return false;
      for (var i = 0; i < s.segment.length; i += 1) if (framed[s.index + i]) return false;
      // What points to somebody or something, or is a mere piece of a phrase, is nothing that a site could have.
      if (Array.from(s.segment).some(function (c) { return search.COMMON.indexOf(c) >= 0; }) || people.some(function (word) { return s.segment.indexOf(word) >= 0; })) return false;
      return !self.has(s.segment) && !self.words.has(s.segment) && ways.indexOf(s.segment) < 0;
    }).map(function (s) { return s.segment; }).filter(function (word, n, all) { return all.indexOf(word) === n; });
  };

  Index.prototype.direct = function (text) {
    function has(word) { return text.indexOf(word) >= 0; }
    return (this.taught ? this.taught.data.direct : []).reduce(function (rows, one) {
      return one[1].every(function (group) { return group.some(has); }) && !one[2].some(has) ? rows.concat(one[0]) : rows;
    }, []);
  };

  Index.prototype.ofVillage = function (text) {
    var data = this.taught && this.taught.data.village, out = [];
    if (!data || !data.places.some(function (word) { return text.indexOf(word) >= 0; })) return null;
    data.asked.forEach(function (one) {
      if (one[1].some(function (way) { return told(way, text) > 0; })) out = out.concat(one[0]);
    });
    return out.length ? out : null;
  };
})();
