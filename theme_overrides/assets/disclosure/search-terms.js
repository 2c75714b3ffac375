// From what somebody typed to what its words may mean. No DOM.
//   disclosureSearch.terms(text, exact) → [{ word, alternatives: [{ text, factor, named }], synonyms, guesses, part, extra }]: what a query looks for
//   disclosureSearch.called(text) → whether something is called so; disclosureSearch.numbered(text) → whether it is written like the number of a document
// A word is taken as it stands, as catalogues put it, as spelt letters or a document's number; what nothing has is cut into the longest parts that are known.
(function () {
  "use strict";
  var search = window.disclosureSearch, HAN = /[\u3400-\u9fff]/, index = null;
  var DOCUMENT = /^(.*?)\s*（?\s*((?:19|20)\d\d)\s*）?\s*(?:第\s*)?(\d{1,5})\s*号?$/;
  var ORDER = /^([^\d第]*?)(令)?\s*第?\s*(\d{1,4})\s*号\s*(令)?$/;
  var OFFICE = /(?:[局委办站所队院厅处科]|中心|大厅)$/;
  var SPACES = /[\s,，。、;；？?！!：]+/;
  var FILLERS = "的了吗呢啊吧呀么我你他要去到在是有和与及或给被把谁这那个几";

  // -- what one word may mean -----------------------------------------------------------------------
  // A term is { word, alternatives: [{ text, factor, named }], synonyms, guesses }; `named` looks only at names and titles.
  function term(word) { return { word: word, alternatives: [], synonyms: [], guesses: [], part: false }; }

  function offer(t, text, factor, named) {
    if (!t.alternatives.some(function (a) { return a.text === text; })) t.alternatives.push({ text: text, factor: factor, named: named });
  }

  // The everyday words in a word, the longest first, and the word with each put as catalogues put it.
  function addSynonyms(t, word, factor) {
    var meant = index.words.get(word) || index.words.get(word.replace(/^[县市区]/, "")), found = false;
    if (meant) {
      meant.forEach(function (to) { offer(t, to, factor, false); t.synonyms.push([word, to]); });
      return true;
    }
    for (var length = word.length - 1; length > 1 && !found; length -= 1) {
      for (var at = 0; at + length <= word.length; at += 1) {
        var key = word.slice(at, at + length);
        (index.words.get(key) || []).forEach(function (to) {
          var text = word.slice(0, at) + to + word.slice(at + length);
          if (!index.has(text)) return;
          offer(t, text, factor, false);
          t.synonyms.push([key, to]);
          found = true;
        });
      }
    }
    return found;
  }

  // 国令第711号, 国务院令711号, 711号令
  function orderNumber(word) {
    var found = ORDER.exec(word), t = term(word);
    if (!found || !(found[2] || found[4])) return null;
    var issuer = found[1] + "令", text = (index.data.issuers[issuer] || issuer) + "第" + found[3] + "号";
    if (index.has(text)) offer(t, text, 1.6, false);
    return t;
  }

  // A number that is typed whole is looked for whole: what stands beside it by chance is no answer.
  function documentNumber(word) {
    var found = DOCUMENT.exec(word), t = term(word);
    if (!found) return orderNumber(word);
    var issuer = found[1].replace(/[\s（]+$/, ""), number = "〔" + found[2] + "〕" + found[3];
    [issuer + number + "号", number + "号", issuer + number].some(function (text, n) {
      if (index.has(text) && (n !== 1 || !issuer)) { offer(t, text, 1.6, false); return true; }
      return false;
    });
    return t.alternatives.length || /（|号$/.test(word) ? t : null;
  }

  function whole(word, exact) {
    var t = term(word), letters = /^[a-z'\u3400-\u9fff]*[a-z][a-z'\u3400-\u9fff]*$/.test(word);
    if (index.has(word)) offer(t, word, 1, false);
    if (exact) return t;
    addSynonyms(t, word, 0.96);
    if (!letters || (HAN.test(word) && t.alternatives.length)) return t;
    index.spelt(word.replace(/'/g, ""), word.length < 3 ? 10 : 8).forEach(function (guess, n) {
      if (guess.text === word) return;
      // What is likelier meant comes first even where only the other is a whole title (db: 低保, and 地补 for 耕地地力保护补贴).
      var less = guess.cost * 0.1 + n * 0.15;
      offer(t, guess.text, Math.max(0.5, 0.95 - less), true);
      if (n < 4) addSynonyms(t, guess.text, Math.max(0.5, 0.93 - less));
      t.guesses.push(guess.text);
    });
    return t;
  }

  // `sure`: only what sounds the same, or a whole name with one other character.
  function nearly(word, sure) {
    var t = term(word);
    index.near(word, 8).filter(function (guess) { return entire(guess.text); }).slice(0, 4).forEach(function (guess, n) {
      if (!guess.alike && OFFICE.test(word)) return;   // one office is never taken for another
      if (sure && !guess.alike && !(guess.line && word.length > 3)) return;
      offer(t, guess.text, 0.8 - n * 0.05, true);
      addSynonyms(t, guess.text, 0.78 - n * 0.05);
      t.guesses.push(guess.text);
    });
    return t;
  }

  // Whether a stretch of a name is words of it and no mere piece.
  function entire(text) {
    if (!segmenter || called(text)) return true;
    var found = false;
    index.each(text, true, function (line, place) {
      var edges = found || borders(index.line(line));
      if (edges !== true && edges[place] && edges[place + text.length]) found = true;
    });
    return found;
  }

  // -- cutting: the longest parts that are known -------------------------------------------------------
  var segmenter = window.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  // Where words begin and end in a text: 1 for each place at which one does, 2 where the word that begins there has several characters; null where the browser
  // does not know.
  function borders(text) {
    if (!segmenter) return null;
    var out = new Uint8Array(text.length + 1);
    Array.from(segmenter.segment(text)).forEach(function (s) { out[s.index] = s.segment.length > 1 ? 2 : 1; });
    out[text.length] = 1;
    return out;
  }
  // Whether a stretch is words and not a mere piece of some, or characters that stand alone; without borders only what is called so is a word.
  function worded(edges, from, end) {
    if (!edges || !edges[from] || !edges[end]) return false;
    for (var at = from; at < end; at += 1) if (edges[at] === 2) return true;
    return false;
  }

  function known(part) { return index.words.has(part) || index.names(part); }
  function called(part) { return index.words.has(part) || index.isName(part); }

  function cut(word) {
    var length = word.length, edges = borders(word), best = [{ score: 0, from: -1, part: "" }];
    for (var end = 1; end <= length; end += 1) {
      best[end] = { score: best[end - 1].score, from: end - 1, part: "" };
      for (var from = Math.max(0, end - 12); from <= end - 2; from += 1) {
        var part = word.slice(from, end);
        if ((FILLERS.indexOf(part[0]) >= 0 || FILLERS.indexOf(part[part.length - 1]) >= 0) && !called(part)) continue;
        var score = best[from].score + part.length * part.length + (called(part) ? part.length : 0);
        if (score > best[end].score && (worded(edges, from, end) ? known(part) : called(part))) best[end] = { score: score, from: from, part: part };
      }
    }
    var parts = [];
    for (var at = length; at > 0; at = best[at].from) if (best[at].part) parts.unshift(best[at].part);
    return Array.from(new Set(parts)).map(function (part) {
      var t = whole(part, false);
      t.part = true;
      return t;
    }).filter(function (t) { return t.alternatives.length; });
  }

  function withoutIdle(word) {
    var left = word;
    index.idle.forEach(function (idle) { left = left.split(idle).join(" "); });
    return left.split(" ").map(function (part) {
      while (part && FILLERS.indexOf(part[0]) >= 0) part = part.slice(1);
      while (part && FILLERS.indexOf(part[part.length - 1]) >= 0) part = part.slice(0, -1);
      return part;
    }).filter(function (part) { return part.length > 1; });
  }

  // The terms of a word: itself, what it may be a slip of, or its parts.
  function resolve(word, exact, again) {
    var t = documentNumber(word) || whole(word, exact);
    if (exact || /^\d+(?:[.-]\d+)*$/.test(word)) return [t];
    var strong = t.alternatives.some(function (a) { return a.named || index.names(a.text); }), parts;
    if (strong || !index.taught) return [t];
    if (!again) {
      parts = withoutIdle(word);
      if (parts.join("") !== word && parts.length) {
        return parts.reduce(function (all, part) { return all.concat(resolve(part, false, true)); }, []).map(function (p) { p.part = true; return p; });
      }
    }
    parts = word.length > 3 ? cut(word) : [];
    var covered = parts.reduce(function (sum, p) { return sum + p.word.length; }, 0), cuts = parts.length > 1 && covered >= word.length - 1;
    if (index.complete) {   // until then what is not among the names may well be in a text that is still to come, and is no slip
      var slip = nearly(word, cuts || t.alternatives.length);
      slip.alternatives.forEach(function (a) { offer(t, a.text, a.factor, a.named); });
      t.synonyms = t.synonyms.concat(slip.synonyms);
      t.guesses = slip.guesses;
    }
    if (cuts && t.alternatives.length) { t.extra = true; return parts.concat(t); }
    if (t.alternatives.length) return [t];
    return parts.length ? parts : cut(word);
  }

  search.terms = function (text, exact) {
    index = search.index;
    var typed = index.fold(text).slice(0, 60);
    var one = documentNumber(typed);
    if (one) return [one];
    var words = typed.replace(/([\u3400-\u9fff])(\d+(?:[.-]\d+)+)/g, "$1 $2").split(SPACES).filter(Boolean);
    if (words.length > 1 && words.every(function (w) { return /^[a-z]+$/.test(w); })) words = [words.join("")];
    return Array.from(new Set(words)).slice(0, 8).reduce(function (all, word) { return all.concat(resolve(word, exact, false)); }, []);
  };
  search.called = function (text) {
    index = search.index;
    return called(text);
  };
  search.numbered = function (text) { return ORDER.test(text) || DOCUMENT.test(text); };
})();
