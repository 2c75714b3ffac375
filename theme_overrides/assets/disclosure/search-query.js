// From what somebody typed to ranked entries and suggestions. No DOM.
//   disclosureSearch.query(text, { exact, facets: { kind: [..], domain: [..], place: [..], unit: [..], method: [..] } })
//     → { results, facets, terms, synonyms, guesses, cut, asked, doubtful, domain }: `asked`: what ways of asking it is like, `doubtful`: nothing answers it well,
//       `domain`: the number of the domain it is nearest to; `elsewhere`: who answers for it, as nothing here does; `unheard`: words of it that stand nowhere;
//       `complaint`: somebody wants to complain; `asking`: it is of several words, or asks something; `sums`: what a sum looks like that is asked for, or null
//   disclosureSearch.suggest(text) → [{ text }]
// Both need the data: disclosureSearch.names(then) and load(then) of search-box.js fetch it, disclosureSearch.start(data) takes it. While texts are still to
// come (index.complete), query answers from names and, once it is there, from how others ask (index.taught), takes nothing for a slip and says of nothing that it is missing.
(function () {
  "use strict";
  var search = window.disclosureSearch;
  var BUREAU = /^.{1,5}[局委处科队]$/;
  var CONTENT = 3, EXACT = [100, 84, 58, 24], BEGIN = [80, 68, 50, 22], WITHIN = [60, 54, 44, 20];   // by field
  var KIND = [1.04, 1, 0.99, 0.98, 1.06, 1, 0.97, 0.8, 0.76, 0.98], REGISTER = 0.99;   // by kind; what registers hold is worth a little less than the matter of the same name
  // Ways of asking that are alike: the least worth that counts, the part of the best one's, how many at most; what they add to what was typed as something is
  // called (LENT_TYPED, LENT_SAME where it is a way word for word) and to a question, of which the words themselves then count less (SAID).
  var LEAST = 0.05, SHARE = 0.3, MOST = 10, LENT = 110, LENT_TYPED = 30, LENT_SAME = 60, SAID = 0.25, MOSTLY = 0.8, TYPED = 0.5, SAID_MOSTLY = 0.5, WHOLE = 8, SURE = 1000, NAMED = 44, AMONG = 0.9, SPREAD = 0.25, ABOUT = 0.95, AGAIN = 0.2, CLEAR = 0.55, CLEARLY = 1.5, ENOUGH = 26, CLOSE = 60, KEPT = 10, FEW = 5, TAIL = 0.3;
  // The first answers to a question are of different sorts, as far as each is worth this part of the best.
  // The last of them gives way to what was passed over where it is worth less than this part of that.
  var FIRST = 3, WORTHY = 0.4, BESIDE = 0.6;
  // What a word weighs that only frames a question; what a matter is worth of which the site says nothing yet; what lends the list of villages, and the matters of one.
  var FRAMING = 0.3, BARE = 0.93, VILLAGE = 1.1, ONE_VILLAGE = 0.5, COPY = 0.9;
  // How much a part of a question is like what answers it (less is enough where that is all of a short part), what else answers it about as well, and how much
  // like it by itself something is that is asked for together with others.
  var HALF = 0.5, HALF_TOLD = 24, ALL = 0.9, ALL_TOLD = 18, AS_LIKE = 0.85, OWN = 0.5;
  // What helps with what is not here lends at least this part of what is likest; what else is found then has to have this share of a question. A question of several
  // words has so many characters.
  var HELPS = 0.9, RATHER = 0.3, SENTENCE = 6, LIKELIEST = 0.95;
  // What lends pages that certain words ask for, and how much less each of them lends than the one before; more than this nothing else lends.
  var DIRECT = 1.6, NEXT = 0.15, LED = 1.25;
  var FIGURES = { "金额": /\d[\d,.]*\s*(?:元|万元|%)/, "期限": /\d+\s*(?:个?工作日|日内|天|个月|小时)/ };
  // What names others: a question with the name of one asks for what is of it, too.
  var NAMING = ["", "", "", "", "domain", "unit", "", "place", "village", ""];
  var index = null;

  // -- scores ------------------------------------------------------------------------------------------
  function scores(t) {
    var total = index.size, points = new Float32Array(total), named = { domain: [], unit: [], place: [], village: [] };   // how surely each is named
    function give(at, value) { if (value > points[at]) points[at] = value; }
    index.linkNames();
    t.alternatives.forEach(function (alternative) {
      var needle = alternative.text, factor = alternative.factor;
      index.each(needle, alternative.named, function (line, place, length) {
        var share = needle.length / length;
        var table = length === needle.length ? EXACT : place === 0 ? BEGIN : WITHIN;
        for (var link = index.first[line]; link; link = index.next[link]) {
          var at = index.codes[link] >> 2, field = index.codes[link] & 3, kind = field === CONTENT ? "" : NAMING[index.kind[at]];
          give(at, (table[field] + (field < CONTENT ? 12 * share : 0)) * factor);
          if (!kind || index.matter(at)) continue;
          var n = kind === "domain" ? index.domains[at][0] : kind === "unit" ? index.units[at][0] : index[kind][at];
          named[kind][n] = Math.max(named[kind][n] || 0, factor);
        }
      });
    });
    function surest(kind, numbers) {
      for (var i = 0, most = 0; i < numbers.length; i += 1) most = Math.max(most, named[kind][numbers[i]] || 0);
      return most;
    }
    if (named.domain.length) for (var at = 0; at < total; at += 1) give(at, 30 * surest("domain", index.domains[at]));
    if (named.unit.length) for (at = 0; at < total; at += 1) give(at, 24 * surest("unit", index.units[at]));
    t.placed = named.place.length + named.village.length > 0;
    if (t.placed) {
      for (at = 0; at < total; at += 1) give(at, 95 * Math.max(named.place[index.place[at]] || 0, named.village[index.village[at]] || 0));
    }
    if (/^\d/.test(t.word)) for (at = 0; at < total; at += 1) if (index.number(at) === t.word) give(at, 90);
    for (at = 0; at < total; at += 1) if (index.same[at]) give(at, points[index.origin[at]]);
    return points;
  }

  // One answer. `copies`: how many of townships and villages stand under it.
  function Result(at, share, score) { this.at = at; this.share = share; this.score = score; this.copies = 0; }
  Object.defineProperty(Result.prototype, "entry", { get: function () { return index.entry(this.at); } });

  // What sort of thing an entry is, as words/wanted.yml names it: the folder of its pages.
  function shelf(at) {
    var kind = index.kind[at];
    return kind === 2 ? "interpretations" : kind === 0 ? "" : (kind === search.PAGE ? index.address(at) : index.folder[at]).replace(/(\.html#|\/).*$/, "");
  }

  // What is of the same sort answers the same question: the matters of a category, and what is about them.
  function sortOf(at) { return index.matter(at) ? index.domains[at][0] + "/" + search.unrun(index.heads[index.row[at]])[1] : String(at); }

  // How a question is meant: what it is like (rows with a worth, the sort they have it from), which kinds of answer it wants.
  function meaning(text, exact) {
    var taught = index.taught, out = { text: text, length: text.length, lent: null, likes: [], sorts: new Map(), same: new Set(), wants: [], late: [], frames: taught ? taught.data.frames : [], led: 0, placed: false, subject: index.framed(text).indexOf(1) >= 0, domain: -1 };
    if (exact || !taught || search.numbered(text)) return out;   // a number is looked for, not compared
    var likes = index.like(text);
    if (BUREAU.test(text)) likes = likes.filter(function (like) { return like.same; });   // one office is not like another
    var best = likes.length ? likes[0].worth : 0, data = taught.data;
    out.likes = likes.filter(function (like, n) { return n < MOST && like.worth >= LEAST && like.worth >= best * SHARE; });
    if (out.likes.length) {
      out.lent = new Float32Array(index.size);
      var alone = ownLikeness(likes);
      out.likes.forEach(function (like) {
        var sort = sortOf(index.at[search.unrun(like.rows)[0]]);
        function lend(rows, share) {
          search.unrun(rows).forEach(function (row) {
            var at = index.at[row], worth = like.worth * share * (index.kind[at] === search.PAGE && shelf(at) !== "questions" ? 0.95 : data.lateShelves.indexOf(shelf(at)) >= 0 ? 0.8 : 1), old = out.lent[at];
            if (!old) out.sorts.set(at, sort);
            out.lent[at] = Math.max(old, worth) + AGAIN * Math.min(old, worth);
            if (like.same && !index.isName(text)) out.same.add(at);
          });
        }
        var rows = search.unrun(like.rows), most = Math.max.apply(null, rows.map(function (row) { return alone.get(row) || 0; }));
        function own(row) { return most ? SPREAD * (1 - Math.min(1, (alone.get(row) || 0) / most)) : 0; }
        if (rows.length === 1) lend(like.rows, 1);
        else rows.forEach(function (row) { lend([row], AMONG - own(row)); });
        search.unrun(like.about).forEach(function (row) { lend([row], ABOUT - (rows.length > 1 ? own(row) / 2 : 0)); });
      });
    }
    ofVillage(text, out);
    direct(text, out);
    out.domain = nearest(likes);
    out.wants = data.wants.filter(function (want) { return want[0].some(function (word) { return text.indexOf(word) >= 0; }); });
    out.late = data.late.filter(function (word) { return text.indexOf(word) < 0; });
    return out;
  }

  // Which of what is asked for together is meant: how much each by itself is like the question, by its row.
  function ownLikeness(likes) {
    var alone = new Map();
    likes.forEach(function (like) {
      var rows = search.unrun(like.rows);
      if (rows.length === 1) alone.set(rows[0], Math.max(alone.get(rows[0]) || 0, like.value));
    });
    return alone;
  }

  // Who asks about the own village is led to what villages disclose: the list of them, and in each what is titled so and says something. Where one is named it is
  // that one's.
  function ofVillage(text, out) {
    var villages = index.rows.village.map(function (row, n) { return n; }).filter(function (n) { return text.indexOf(search.label("village", n)) >= 0; });
    var titles = index.ofVillage(text, villages.length > 0);
    if (!titles) return;
    out.lent = out.lent || new Float32Array(index.size);
    for (var at = 0; at < index.size; at += 1) {
      var own = index.matter(at) && index.village[at] >= 0, name = index.line(search.unrun(index.heads[index.row[at]])[0]);
      if (own && !index.taught.bare[index.row[at]] && titles.some(function (word) { return name.indexOf(word) >= 0; })) {
        if (villages.length && villages.indexOf(index.village[at]) < 0) continue;
        out.lent[at] = villages.length ? VILLAGE : ONE_VILLAGE;
        out.sorts.set(at, "village");
      } else if (index.kind[at] === search.PAGE && index.address(at) === "villages.html") out.lent[at] = VILLAGE * 1.1;
    }
  }

  // Who asks in certain words is led to the pages that answer it, in their order.
  function direct(text, out) {
    index.direct(text).forEach(function (row, n) {
      out.lent = out.lent || new Float32Array(index.size);
      out.lent[index.at[row]] = DIRECT - n * NEXT;
      out.sorts.set(index.at[row], "direct" + n);
      out.led = n + 1;
    });
  }

  // The domain that a question is likest to, -1 where none is clearly likest.
  function nearest(likes) {
    var by = new Map(), most = -1, next = 0;
    likes.slice(0, 8).forEach(function (like) { if (like.domain >= 0) by.set(like.domain, (by.get(like.domain) || 0) + like.worth); });
    by.forEach(function (worth, domain) { if (most < 0 || worth > by.get(most)) most = domain; });
    by.forEach(function (worth, domain) { if (domain !== most) next = Math.max(next, worth); });
    return most >= 0 && by.get(most) >= next * CLEARLY ? most : -1;
  }

  // A short question has to be like it as a whole; what a long one tells besides takes nothing from what it shares.
  function clear(like) { return like.worth >= CLEAR || like.told >= ENOUGH; }

  // Whether nothing answers a question well: no name has it, no way of asking is much like it, and what was found of its words is little of it.
  function doubtful(typed, terms, meant) {
    var found = terms.filter(function (t) { return t.alternatives.length; });
    if (!index.complete || meant.led || (meant.likes.length && clear(meant.likes[0]))) return false;
    if (found.some(function (t) { return !t.part; })) return false;
    var framed = index.framed(typed), said = 0;
    for (var i = 0; i < typed.length; i += 1) if (!framed[i] && /[a-z0-9\u3400-\u9fff]/.test(typed[i])) said += 1;
    return found.reduce(function (sum, t) { return sum + (meant.frames.indexOf(t.word) >= 0 ? 0 : t.word.length); }, 0) < said * 0.5;
  }

  // What the kind of an entry is worth for a question put in everyday words.
  function fitting(at, meant) {
    var head = index.heads[index.row[at]], title = index.line(head[0]), its = shelf(at), worth = 1;
    if (!index.taught) return 1;
    if (index.matter(at) && meant.late.some(function (word) { return title.indexOf(word) >= 0; })) worth *= 0.86;
    if (index.taught.data.lateShelves.indexOf(its) >= 0) worth *= 0.78;
    if (its === "guides") worth *= 1.05;
    if (its === "questions") worth *= 1.05;
    if (meant.lent && index.taught.bare[index.row[at]]) worth *= BARE;
    if (index.matter(at) && /指南/.test(title)) worth *= 1.03;
    meant.wants.forEach(function (want) {
      if (want[1].indexOf(its) >= 0) worth *= 1.05;
      if (want[2].some(function (word) { return title.indexOf(word) >= 0; })) worth *= 1.1;
      if (want[3] && index.textsOf(at).some(function (line) { return FIGURES[want[3]].test(index.line(line)); })) worth *= 1.06;
    });
    return worth;
  }

  // The office that answers stands first where nothing here does; what helps is among what is found.
  function helping(one, meant) {
    function lend(at, worth) {
      meant.lent = meant.lent || new Float32Array(index.size);
      if (meant.lent[at] < worth) meant.lent[at] = worth;
      meant.sorts.set(at, "elsewhere" + at);
    }
    if (!one.near && !one.half && one.at >= 0) lend(one.at, DIRECT);
    var most = meant.likes.length ? meant.likes[0].worth : 1;
    one.see.forEach(function (at, n) { lend(at, most * (HELPS - n * NEXT)); });
  }

  function rank(terms, meant) {
    var counted = terms.filter(function (t) { return !t.extra; }), total = index.size, all = 0, list = [], best = 0, lent = meant.lent;
    terms.forEach(function (t) { t.frame = meant.subject && meant.frames.indexOf(t.word) >= 0; });
    // A word that only frames a question, or the little that is known of it, is not what was typed.
    var typed = counted.length > 0 && counted.every(function (t) { return !t.part; }) && counted.some(function (t) { return !t.frame; }) &&
      counted.reduce(function (sum, t) { return sum + t.word.length; }, 0) >= meant.length * TYPED;
    terms.forEach(function (t) {
      t.points = scores(t);
      t.found = 0;
      for (var at = 0; at < total; at += 1) if (t.points[at]) t.found += 1;
      t.weight = t.found ? (t.frame ? FRAMING : 1) * Math.log(1 + total / t.found) : counted.some(function (c) { return c.part; }) && t.part ? 0 : 1;
    });
    counted.forEach(function (t) { all += t.weight; });
    var said = counted.reduce(function (sum, t) { return sum + (t.part ? t.word.length : 0); }, 0) >= meant.length * MOSTLY ? SAID_MOSTLY : SAID;
    // What is called as it was typed needs no likeness; that only sorts it.
    for (var named = false, any = 0; typed && all && !named && any < total; any += 1) {
      for (var most = 0, c = 0; c < counted.length && counted[c].points[any]; c += 1) most += counted[c].points[any] * counted[c].weight;
      named = c === counted.length && most >= NAMED * all;
    }
    for (var at = 0; at < total; at += 1) {
      var sum = 0, share = 0, matched = 0, subject = 0, extra = 0, like = lent ? lent[at] || (index.same[at] ? lent[index.origin[at]] : 0) : 0;
      for (var i = 0; i < terms.length; i += 1) {
        var t = terms[i], p = t.points[at];
        if (!p) continue;
        if (t.extra) { extra = p; continue; }
        sum += p * t.weight;
        share += t.weight;
        matched += 1;
        if (!t.frame) subject += 1;
      }
      if (matched && !subject) sum = share = matched = 0;   // what only frames a question finds nothing alone
      if (!matched && !extra && !like) continue;
      share = all ? share / all : matched ? 1 : 0;
      if (extra) share = 1;
      var whole = matched && matched === counted.length;
      var gone = index.retired[index.row[at]] ? 0.55 : 1, same = meant.same.has(at), origin = index.same[at] ? index.origin[at] : at;
      var score = ((all ? sum / all : 0) + extra * 2) * share * (KIND[index.kind[at]] || REGISTER) * gone * (named || !lent ? 1 : said);
      score += (!named ? LENT : meant.same.has(origin) ? LENT_SAME : LENT_TYPED) * like * gone;
      share = Math.max(share, Math.min(LIKELIEST, like));   // what certain words lead to takes nothing from what else is found, nor from what has all that was typed
      best = Math.max(best, share);
      list.push(new Result(at, share, score + (whole && typed || same ? SURE : whole ? WHOLE : 0)));
    }
    meant.placed = terms.some(function (t) { return t.placed; });
    if (lent && !named && !meant.placed) behind(list);
    function order(a, b) { return b.score - a.score || a.at - b.at; }
    list.sort(order);
    // The kind of a thing decides among those that fit about as well.
    list.slice(0, CLOSE).forEach(function (r) { var high = r.score >= SURE ? SURE : 0; r.score = high + (r.score - high) * fitting(r.at, meant); });
    list.sort(order);
    if (lent && !named) list = halves(mixed(list, meant), meant);
    // Of what a question is only like, what is worth much less than the likest answers hardly anything (one in forty; one in five above that).
    var likest = lent && !named && list.find(function (r) { return !(lent[r.at] > LED); }), worth = likest ? likest.score % SURE * TAIL : 0;
    return list.filter(function (r, n) { return (n < KEPT || r.share >= best * 0.5) && (n < FEW || r.score >= worth); });
  }

  // Where no place is named, what a township says of a matter stands behind the county's, which is worth as much.
  function behind(list) {
    var by = new Map();
    list.forEach(function (r) { by.set(r.at, r); });
    list.forEach(function (r) {
      var origin = by.get(index.origin[r.at]);
      if (!origin || r.score >= SURE) return;
      origin.score = Math.max(origin.score, r.score);
      origin.share = Math.max(origin.share, r.share);
      r.score = Math.min(r.score, origin.score * COPY);
    });
  }

  // A question of several parts: each part that is clearly about something has one of the first answers.
  function halves(list, meant) {
    var parts = index.clauses(meant.text), from = FIRST - 1;
    parts.forEach(function (part) {
      var likes = index.like(part), first = likes[0], wanted = new Set(), about = new Set(), alone = ownLikeness(likes), most = 0;
      if (!first || first.worth < HALF || first.told < (first.worth >= ALL ? ALL_TOLD : HALF_TOLD)) return;
      likes.forEach(function (like) {
        if (like.worth < first.worth * AS_LIKE) return;
        var rows = search.unrun(like.rows).concat(search.unrun(like.about));
        if (like === first) rows.forEach(function (row) { most = Math.max(most, alone.get(row) || 0); });
        // Of what is asked for together only what is by itself like this part, too, answers it.
        rows.filter(function (row) { return (alone.get(row) || 0) >= most * OWN; }).forEach(function (row) {
          about.add(index.at[row]);
          if (like === first) wanted.add(index.at[row]);
        });
      });
      function answers(r) { return wanted.has(r.at); }
      if (from < Math.max(1, meant.led) || list.slice(0, FIRST).some(function (r) { return about.has(r.at); })) return;
      var found = list.filter(answers)[0];
      if (!found) return;
      list = list.filter(function (r) { return r !== found; });
      list.splice(from, 0, found);
      from -= 1;
    });
    return list;
  }

  // A question may be meant in more than one way: each of the first answers is the best of another sort.
  function mixed(list, meant) {
    var seen = new Set(), first = [], rest = list.slice();
    for (var enough = list.length ? list[0].score * WORTHY : 0; first.length < FIRST && rest.length;) {
      var pick = -1;
      for (var n = 0; n < rest.length && pick < 0 && rest[n].score >= enough; n += 1) if (!seen.has(sort(rest[n].at))) pick = n;
      if (pick > 0 && first.length === FIRST - 1 && rest[pick].score < rest[0].score * BESIDE) pick = 0;
      // Where no village is named, the pages of one village are as much as the first answers hold.
      if (pick < 0 || inVillage(rest[Math.max(pick, 0)].at)) {
        var other = first.some(function (r) { return inVillage(r.at); }) && !meant.placed ? rest.findIndex(function (r) { return !inVillage(r.at); }) : -1;
        if (other >= 0) pick = other;
      }
      var next = rest.splice(Math.max(pick, 0), 1)[0];
      seen.add(sort(next.at));
      first.push(next);
    }
    function inVillage(at) { return index.matter(at) && index.village[at] >= 0; }
    function sort(at) { return index.matter(at) ? sortOf(at) : meant.sorts.get(at) || sortOf(at); }
    return first.concat(rest);
  }

  // -- the two questions -------------------------------------------------------------------------------
  search.start = function (data) {
    index = search.index = new search.Index(data);
  };

  search.query = function (text, options) {
    options = options || {};
    var chosen = options.facets || {}, terms = search.terms(text, Boolean(options.exact)), meant = meaning(index.fold(text), Boolean(options.exact));
    var one = options.exact || !index.taught || index.names(index.fold(text)) ? null : index.missing(index.fold(text), clear, meant.led > 0);
    if (one) helping(one, meant);
    var list = terms.length || meant.lent ? rank(terms, meant) : [];
    // Below what is said not to be here there is only what is rather near.
    if (one && !one.near && !one.half) list = list.filter(function (r) { return r.share >= RATHER; });
    var facets = search.facets, there = facets.passing(list, chosen), under = facets.folded(there), shown = [];
    there.forEach(function (r) {
      var origin = under(r);
      if (origin) origin.copies += 1; else shown.push(r);
    });
    function each(key) { return terms.reduce(function (all, t) { return all.concat(t[key]); }, []); }
    return {
      doubtful: !options.exact && doubtful(index.fold(text), terms, meant), domain: meant.domain,
      asked: meant.likes.filter(function (like) { return like.called && clear(like); }).map(function (like) {
        var domain = like.domain >= 0 ? search.label("domain", like.domain) : "";
        return domain && domain !== like.called ? domain + "：" + like.called : like.called;
      }),
      results: shown, facets: facets.count(list, chosen), synonyms: each("synonyms").filter(function (s) { return index.fold(text).indexOf(s[0]) >= 0; }), guesses: each("guesses").filter(search.called),
      sums: meant.wants.some(function (want) { return want[3] === "金额"; }) ? FIGURES["金额"] : null,   // periods are mostly those of disclosure
      asking: Boolean(meant.lent) && shown.length > 0 && (index.fold(text).length >= SENTENCE || meant.wants.length > 0 && meant.subject), elsewhere: one, perhaps: options.exact || !meant.lent || index.names(index.fold(text)) ? [] : index.perhaps(index.fold(text), one), unheard: options.exact ? [] : index.unheard(index.fold(text)), complaint: meant.wants.some(function (want) { return want[0].indexOf("投诉") >= 0; }),
      cut: terms.filter(function (t) { return t.part; }).map(function (t) { return t.word; }),
      terms: Array.from(new Set(each("alternatives").map(function (a) { return a.text; }).concat(each("synonyms").map(function (s) { return s[1]; })))).sort(function (a, b) { return b.length - a.length; })
    };
  };

  search.suggest = function (text) {
    var typed = index.fold(text).slice(0, 40), out = [], seen = new Set();
    if (!typed) return out;
    function put(word) {
      if (word.length < 2 || word.length > 32 || seen.has(word) || out.length >= 8) return;
      seen.add(word);
      out.push({ text: word });
    }
    function named(needle) {
      var lines = [];
      index.each(needle, true, function (line, place, length) { lines.push([place ? 1 : 0, length, line]); });
      lines.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]; }).slice(0, 8).forEach(function (found) { put(index.line(found[2])); });
    }
    function words(start) { index.words.forEach(function (to, word) { if (word.indexOf(start) === 0) put(word); }); }
    if (/[a-z]/.test(typed)) {
      // What was spelt, then what begins with it: one letter is enough to begin with.
      var guesses = index.spelt(typed.replace(/[\s']/g, ""), 8);
      guesses.forEach(function (guess) { put(guess.text); });
      guesses.forEach(function (guess) { words(guess.text); });
      guesses.forEach(function (guess) { named(guess.text); });
    } else {
      words(typed);
      named(typed);
      if (!out.length && Array.from(typed).length === 1) index.calledElsewhere(typed).forEach(put);
      if (!out.length) index.near(typed, 4).forEach(function (guess) { put(guess.text); });
    }
    return out;
  };
})();
