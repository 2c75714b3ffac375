// Titles break between words: where the browser can tell the words of Chinese (Intl.Segmenter), a <wbr> stands between them and base.css
// allows no other break; none within a name that the page itself is about, however many words it has (最低生活保障). Without it they break anywhere,
// as Chinese may.
(function () {
  "use strict";
  if (!window.Intl || !Intl.Segmenter) return;
  var segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  var narrow = window.matchMedia("(max-width: 600px)").matches || document.documentElement.dataset.mode === "elder";
  // Names in rows only where they are narrow enough to need it, and no more than anyone looks at.
  var titles = document.querySelectorAll("#main h1, #main h2, #main h3, .official > .ti" + (narrow ? ", #main .inter > li > div > a, #main .reg a, #main .stack th > a, #main .cat th > a" : ""));

  var about = document.querySelector('meta[name="Keywords"]');
  var names = about ? about.content.split(",").filter(function (name) { return name.length > 2 && name.length < 10; }) : [];

  // The group that a matter's title begins with (最低生活保障 审核信息) is such a name, too.
  function within(text, at) {
    var group = text.indexOf(" ");
    if (group > 2 && group < 8 && at < group) return true;
    return names.some(function (name) { return text.slice(Math.max(0, at - name.length + 1), at + name.length - 1).indexOf(name) >= 0; });
  }
  // A single character belongs to the word before it (办公室, 答复我), as long as the two are no line of their own.
  function together(text, part, before, word) {
    if (before && (within(text, word.index) || (word.segment.length === 1 && part.length < 6))) return true;
    return !before || !before.isWordLike || !word.isWordLike || word.segment === "的" || /\d$/.test(before.segment) || (before.segment === "第" && /^\d/.test(word.segment));
  }
  var turned = window.hant && document.documentElement.dataset.script === "hant";
  if (turned) window.hant(false);   // what is cut is what was written
  Array.from(titles).slice(0, 400).forEach(function (title) {
    var said = title.textContent.trim(), alone = !title.querySelector(":not(wbr)");
    Array.from(title.childNodes).forEach(function (node) {
      if (node.nodeType !== 3 || node.data.trim().length < 8) return;
      var parts = [], text = "", before = null;
      Array.from(segmenter.segment(node.data)).forEach(function (word) {
        if (!together(node.data, text, before, word)) {
          parts.push(text, document.createElement("wbr"));
          text = "";
        }
        text += word.segment;
        before = word;
      });
      if (!parts.length) return;
      // One element: where the title is laid out as a row, Firefox makes an item of every piece, with a gap before it.
      var whole = document.createElement("span");
      whole.append.apply(whole, parts.concat(text));
      node.replaceWith(whole);
    });
    // A screen reader takes the pieces for words of their own, and halts between them: a heading of text alone is told its whole name.
    if (/^H[1-3]$/.test(title.tagName) && alone && title.querySelector("wbr")) title.setAttribute("aria-label", said);
  });
  if (turned) window.hant(true);
})();
