// Reads the page's text aloud, sentence by sentence, and marks where it is. Offered only where this machine itself has a
// Chinese voice: a voice from the network would send the text away.
(function () {
  "use strict";
  var speech = window.speechSynthesis, main = document.getElementById("main");
  var start = document.querySelector("[data-read=start]"), pause = document.querySelector("[data-read=pause]");
  if (!speech || !main || !start || !pause) return;
  var sentences = [], at = -1, run = 0;

  function voice() {
    var own = speech.getVoices().filter(function (v) { return v.localService && /^(zh|cmn)\b/i.test(v.lang); });
    return own.find(function (v) { return /cn|hans/i.test(v.lang); }) || own[0];
  }
  function offer() { start.hidden = !voice(); }

  // Sentences as ranges, so that nothing in the page changes. A piece ends with its block element or its full stop.
  function collect() {
    var found = [], block = null, last = null;
    var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      var parent = node.parentElement;
      if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true }) || parent.closest("svg, nav, script, [aria-hidden=true]")) continue;
      var home = parent.closest("p, li, dt, dd, th, td, h1, h2, h3, h4, h5, h6, caption, figcaption, summary, label, section, div");
      for (var piece, stops = /[^。！？；]+[。！？；]*|[。！？；]+/g; (piece = stops.exec(node.data));) {
        if (home !== block || !last || /[。！？；]\s*$/.test(last.toString())) {
          last = document.createRange();
          last.setStart(node, piece.index);
          found.push(last);
          block = home;
        }
        last.setEnd(node, piece.index + piece[0].length);
      }
    }
    return found;
  }
  function mark(range) {
    if (window.Highlight) CSS.highlights.set("read-aloud", range ? new Highlight(range) : new Highlight());
    var box = range && range.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > innerHeight)) range.startContainer.parentElement.scrollIntoView({ block: "center" });
  }
  function show() {
    var on = at >= 0;
    start.querySelector("span").textContent = on ? "停止朗读" : "朗读";
    pause.hidden = !on;
  }
  function stop() {
    run += 1;
    at = -1;
    speech.cancel();
    mark(null);
    pause.querySelector("span").textContent = "暂停";
    show();
  }
  function next(turn) {
    if (turn !== run) return;
    at += 1;
    if (at >= sentences.length) return stop();
    var words = new SpeechSynthesisUtterance(sentences[at].toString());
    words.voice = voice();
    words.lang = words.voice.lang;
    words.onend = words.onerror = function () { next(turn); };
    mark(sentences[at]);
    speech.speak(words);
  }
  start.addEventListener("click", function () {
    if (at >= 0) return stop();
    sentences = collect();
    run += 1;
    next(run);
    show();
  });
  pause.addEventListener("click", function () {
    if (speech.paused) speech.resume(); else speech.pause();
    pause.querySelector("span").textContent = speech.paused ? "继续" : "暂停";
  });
  // Some browsers know their voices only later.
  speech.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", stop);
  offer();
})();
