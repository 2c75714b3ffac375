// Titles break between words: where the browser can tell the words of Chinese (Intl.Segmenter), a <wbr> stands between them and base.css
// allows no other break. Without it they break anywhere, as Chinese may.
(function () {
  "use strict";
  if (!window.Intl || !Intl.Segmenter) return;
  var segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  var narrow = window.matchMedia("(max-width: 600px)").matches || document.documentElement.dataset.mode === "elder";
  // A long table's names only where they are narrow enough to need it.
  var titles = document.querySelectorAll("#main :is(h1, h2, h3)" + (narrow ? ", #main :is(.inter > li > div > a, .stack th > a, .cat th > a)" : ""));
  Array.from(titles).slice(0, 400).forEach(function (title) {
    if (title.children.length || title.textContent.length < 8) return;
    var parts = [], before = null;
    for (var word of segmenter.segment(title.textContent)) {
      if (before && before.isWordLike && word.isWordLike && word.segment !== "的" && !/\d$/.test(before.segment)) parts.push(document.createElement("wbr"));
      parts.push(word.segment);
      before = word;
    }
    title.replaceChildren.apply(title, parts);
    title.normalize();
  });
})();
