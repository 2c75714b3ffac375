// Traditional characters: turns the words of the page by hant-data.js and back. Longest phrase first from the left, as OpenCC
// does it; what readers type, addresses and code stay as they are. Later changes of the page are turned as they come.
(function () {
  "use strict";
  var characters = new Map(), phrases = new Map(), originals = new WeakMap();
  var ATTRIBUTES = ["title", "alt", "placeholder", "aria-label", "aria-description", "data-l"];
  var LEFT = "script, style, code, kbd, textarea, [translate=no]";
  var root = document.documentElement, language = root.lang;
  var pairs = Array.from(window.HANT.characters);
  for (var i = 0; i < pairs.length; i += 2) characters.set(pairs[i], pairs[i + 1]);
  window.HANT.phrases.split(" ").forEach(function (pair) {
    var half = pair.length / 2;
    if (half) phrases.set(pair.slice(0, half), pair.slice(half));
  });
  var longest = Array.from(phrases.keys()).sort(function (a, b) { return b.length - a.length; });
  var pattern = new RegExp(longest.concat("[" + Array.from(characters.keys()).join("") + "]").join("|"), "gu");

  function turned(text) {
    return text.replace(pattern, function (part) { return phrases.get(part) || characters.get(part); });
  }
  // A value is turned once: what we wrote ourselves is recognised when the change is reported back.
  function turn(owner, name, value, write) {
    var known = originals.get(owner) || {};
    if (value === null || (known[name] && known[name].to === value)) return;
    var to = turned(value);
    if (to === value) return;
    known[name] = { from: value, to: to };
    originals.set(owner, known);
    write(to);
  }
  function back(owner, name, value, write) {
    var known = originals.get(owner);
    if (known && known[name] && known[name].to === value) write(known[name].from);
    if (known) delete known[name];
  }
  // Texts with nothing between them but places where a line may break (title-words.js): one run of words, cut nowhere.
  function run(node) {
    var nodes = [node];
    function beside(from, side) {
      var at = from[side];
      while (at && at.localName === "wbr") at = at[side];
      return at && at.nodeType === 3 ? at : null;
    }
    for (var before = beside(node, "previousSibling"); before; before = beside(before, "previousSibling")) nodes.unshift(before);
    for (var after = beside(node, "nextSibling"); after; after = beside(after, "nextSibling")) nodes.push(after);
    return nodes;
  }
  function typed(node) {
    var known = (originals.get(node) || {})[""];
    return known && known.to === node.data ? known.from : node.data;
  }
  function together(nodes) {
    var words = nodes.map(typed), letters = Array.from(turned(words.join(""))), at = 0;
    nodes.forEach(function (node, i) {
      var to = letters.slice(at, at += Array.from(words[i]).length).join("");
      if (to === words[i] || to === node.data) return;
      originals.set(node, { "": { from: words[i], to: to } });
      node.data = to;
    });
  }
  function text(node, how) {
    var parent = node.parentElement;
    if (!parent || parent.closest(LEFT)) return;
    var nodes = how === turn ? run(node) : [node];
    if (nodes.length > 1) return together(nodes);
    // An option without a value is sent, and compared, by its words.
    if (parent.localName === "option" && !parent.hasAttribute("value")) parent.value = parent.textContent;
    how(node, "", node.data, function (to) { node.data = to; });
  }
  function attributes(element, how) {
    if (element.closest("[translate=no]")) return;
    ATTRIBUTES.forEach(function (name) {
      how(element, name, element.getAttribute(name), function (to) { element.setAttribute(name, to); });
    });
  }
  function walk(top, how) {
    if (top.nodeType === 3) return text(top, how);
    if (top.nodeType !== 1) return;
    var walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (var node = top; node; node = walker.nextNode()) {
      if (node.nodeType === 3) text(node, how); else attributes(node, how);
    }
  }
  var observer = new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === "childList") change.addedNodes.forEach(function (node) { walk(node, turn); });
      else if (change.type === "characterData") text(change.target, turn);
      else attributes(change.target, turn);
    });
  });

  window.hant = function (on) {
    if (on) {
      root.lang = "zh-Hant";
      walk(root, turn);
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
    } else {
      observer.disconnect();
      walk(root, back);
      root.lang = language;
    }
  };
  if (root.dataset.script === "hant") window.hant(true);
})();
