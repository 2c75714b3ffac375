// What a question is about, apart from the words that only frame it, and what is known of its subject beyond how others ask. No DOM.
//   index.framed(text) → for each character whether it is of words that frame any question (报名, 打什么电话; wanted.yml)
//   index.elsewhere(text) → { name, office, at, phone, national, said }: who answers for what this site does not hold (words/elsewhere.yml), or null;
//     `at`: the entry of the office or -1, `said`: the site mentions it somewhere
//   index.unheard(text) → words of the subject that stand nowhere on the site
//   index.ofVillage(text) → what of a village's own disclosure is asked about: words of titles, or null
(function () {
  "use strict";
  var Index = window.disclosureSearch.Index, HAN = /[\u3400-\u9fff]/;
  var segmenter = window.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

  Index.prototype.framed = function (text) {
    var out = new Uint8Array(text.length), all = true;
    (this.taught ? this.taught.data.frames : []).forEach(function (word) {
      for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) out.fill(1, at, at + word.length);
    });
    for (var i = 0; i < text.length && all; i += 1) all = out[i] === 1 || !HAN.test(text[i]);
    return all ? new Uint8Array(text.length) : out;   // of what is nothing but a frame that is the subject
  };

  // How many characters of a way of saying a question has; 0 where a word of it is missing, or one is there that must not be.
  function told(way, text) {
    for (var sum = 0, i = 0; i < way.length; i += 1) {
      var not = way[i][0] === "!", has = text.indexOf(not ? way[i].slice(1) : way[i]) >= 0;
      if (has === not) return 0;
      if (!not) sum += way[i].length;
    }
    return sum;
  }

  Index.prototype.elsewhere = function (text) {
    var self = this, best = null, most = 0;
    if (!this.taught) return null;
    this.taught.data.elsewhere.forEach(function (one) {
      one[1].forEach(function (way) {
        var sum = told(way, text);
        if (sum > most) { most = sum; best = one; }
      });
    });
    return best && { name: best[0], office: best[2], at: best[3] < 0 ? -1 : this.at[best[3]], phone: best[4], national: best[5], said: self.has(best[0]) };
  };

  Index.prototype.unheard = function (text) {
    var self = this, framed = this.framed(text), ways = this.taught && this.taught.text || "";
    if (!segmenter || !this.complete) return [];
    return Array.from(segmenter.segment(text)).filter(function (s) {
      if (s.segment.length < 2 || !HAN.test(s.segment)) return false;
      for (var i = 0; i < s.segment.length; i += 1) if (framed[s.index + i]) return false;
      return !self.has(s.segment) && !self.words.has(s.segment) && ways.indexOf(s.segment) < 0;
    }).map(function (s) { return s.segment; });
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
