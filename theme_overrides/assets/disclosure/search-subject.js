// What a question is about, apart from the words that only frame it, and what is known of its subject beyond how others ask. No DOM.
//   index.framed(text) → for each character whether it is of words that frame any question (报名, 打什么电话; wanted.yml)
//   index.unheard(text) → words of the subject that stand nowhere on the site
//   index.clauses(text) → the parts of a question that have a subject of their own, [] where that is only one
//   index.direct(text) → rows of the pages that answer what is asked in certain words (wanted.yml), the likeliest first
//   index.ofVillage(text, named) → what of a village's own disclosure is asked about, the own one's or one that is named: words of titles, or null
(function () {
  "use strict";
  var search = window.disclosureSearch, Index = search.Index, HAN = /[\u3400-\u9fff]/;
  // What parts a question into several, and how many characters of its own such a part has at least.
  var CLAUSE = /[,，。;；？?！!]+/, PART = 2;
  var segmenter = window.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

  Index.prototype.framed = function (text) {
    var out = new Uint8Array(text.length), all = true;
    (this.taught ? this.taught.data.frames : []).forEach(function (word) {
      for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) out.fill(1, at, at + word.length);
    });
    for (var i = 0; i < text.length && all; i += 1) all = out[i] === 1 || !HAN.test(text[i]);
    return all ? new Uint8Array(text.length) : out;   // of what is nothing but a frame that is the subject
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

  Index.prototype.clauses = function (text) {
    var frames = this.taught ? this.taught.data.frames : [];
    // How much of a part is its own: characters neither of a frame nor of those that stand in any question.
    function subject(part) {
      frames.forEach(function (word) { part = part.split(word).join(""); });
      return Array.from(part).filter(function (c) { return search.COMMON.indexOf(c) < 0; }).length;
    }
    var parts = text.split(CLAUSE).filter(function (part) { return subject(part) >= PART; });
    return parts.length < 2 ? [] : parts;
  };

  Index.prototype.direct = function (text) {
    function has(word) { return text.indexOf(word) >= 0; }
    return (this.taught ? this.taught.data.direct : []).reduce(function (rows, one) {
      return one[1].every(function (group) { return group.some(has); }) && !one[2].some(has) ? rows.concat(one[0]) : rows;
    }, []);
  };

  Index.prototype.ofVillage = function (text, named) {
    var data = this.taught && this.taught.data.village, out = [];
    if (!data || !named && !data.places.some(function (word) { return text.indexOf(word) >= 0; })) return null;
    data.asked.forEach(function (one) {
      if (one[1].some(function (way) { return search.told(way, text) > 0; })) out = out.concat(one[0]);
    });
    return out.length ? out : null;
  };
})();
