// Keys on the kiosk's screen, for every box that text goes into: letters in alphabetical order, or digits, or a pad to write on. Letters are pinyin;
// the row above them offers the words of this site that begin so (disclosureSearch.suggest, where the page has it). Who writes finds the pad again on every page.
(function () {
  "use strict";
  if (!document.querySelector(".kbar")) return;
  var BOX = "input:not([type]), input[type=search], input[type=text], input[type=number], input[type=tel], textarea".replace(/(^|, )/g, "$1#main ");
  var pages = { letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split(""), digits: "1234567890".split("").concat("〔", "〕", "号", "-", "."), numbers: "1234567890".split("") };
  var board = document.createElement("div"), top = document.createElement("div"), words = document.createElement("div"), keys = document.createElement("div"), box = null, pad = null, visit = window.disclosureWay.visit;
  board.className = "kbd";
  board.hidden = true;
  board.setAttribute("role", "region");
  board.setAttribute("aria-label", "屏幕键盘");
  words.className = "kwords";
  words.setAttribute("role", "group");
  words.setAttribute("aria-label", "候选词");
  top.className = "ktop";
  keys.className = "keys";
  top.append(words);
  var pen = key(top, "手写", write, true);
  pen.classList.add("pen");
  key(top, "清空", function () { put(""); }, true);
  key(top, "收起", hide, true);
  board.append(top, keys);
  document.body.append(board);

  function key(into, text, press, wide) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.className = wide ? "key w" : "key";
    button.addEventListener("click", press);
    into.append(button);
    return button;
  }
  function put(text) {
    box.value = text;
    // Letters are no word yet where a table is looked through for words; the search of the site knows pinyin itself.
    box.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: Boolean(box.closest(".filters")) && /[a-z]$/i.test(text) }));
    offer();
  }
  function add(text) {
    if (box.maxLength < 0 || box.value.length < box.maxLength) put(box.value + text.toLowerCase());
  }
  function turn(to) {
    document.documentElement.classList.remove("has-hand");
    keys.className = "keys";
    keys.replaceChildren();
    pages[to].forEach(function (text) { key(keys, text, function () { add(text); }); });
    key(keys, "删除", function () { put(box.value.slice(0, -1)); }, true);
    if (to !== "numbers") key(keys, to === "letters" ? "123" : "字母", function () { turn(to === "letters" ? "digits" : "letters"); }, true);
    pen.hidden = to === "numbers" || !window.disclosureSearch || !window.disclosureSearch.hand;
  }
  function typed(to) {
    visit("writing", false);
    turn(to);
  }
  function write() {
    var asked = box;
    visit("writing", true);
    window.disclosureSearch.hand(function (hand) {
      if (box !== asked || board.hidden) return;
      pad = pad || hand.pad(add, function () { put(box.value.slice(0, -1)); }, [["字母", function () { typed("letters"); }], ["123", function () { typed("digits"); }]]);
      pad.clear();
      pen.hidden = true;
      keys.className = "hkeys";
      keys.replaceChildren(pad);
      document.documentElement.classList.add("has-hand");
      offer();
      seen();
    });
  }
  function offer() {
    var search = window.disclosureSearch, asked = box, text = box.value.trim();
    words.replaceChildren();
    if (!search || !search.names || !(pad && pad.parentNode ? text : /[a-z]/i.test(text))) return;
    search.names(function () {
      if (box !== asked || box.value.trim() !== text) return;
      words.replaceChildren();
      var table = box.closest(".filters") && document.querySelector(".finder ~ .tbl");   // only words that stand there lead to a row
      search.suggest(text).filter(function (found) { return !table || table.textContent.indexOf(found.text) >= 0; }).slice(0, 4).forEach(function (found) {
        var button = document.createElement("button");
        button.type = "button";
        button.textContent = found.text;
        button.addEventListener("click", function () { put(found.text); });
        words.append(button);
      });
    });
  }
  function show(field) {
    box = field;
    var numbers = /^(number|tel)$/.test(box.type) || /^(numeric|decimal)$/.test(box.dataset.keys || "");
    if (numbers || !pad || !pad.parentNode) turn(numbers ? "numbers" : "letters");   // who writes goes on writing
    board.hidden = false;
    document.documentElement.classList.add("has-keys");
    if (pad && pad.parentNode) document.documentElement.classList.add("has-hand");
    else if (!pen.hidden && visit("writing")) write();
    offer();
    seen();
  }
  function seen() {
    if (box.getBoundingClientRect().bottom > board.getBoundingClientRect().top) box.scrollIntoView({ block: "center" });
  }
  function hide() {
    if (pad) pad.clear();
    board.hidden = true;
    document.documentElement.classList.remove("has-keys", "has-hand");
    if (box) box.blur();
  }

  // Also boxes that other scripts make later.
  function prepare(event) {
    var field = event.target.closest && event.target.closest(BOX);
    if (!field) return null;
    if (!("keys" in field.dataset)) {
      field.dataset.keys = field.inputMode;
      field.inputMode = "none";   // the system's own keyboard stays down
      field.autocomplete = "off";
    }
    return field;
  }
  function wanted(event) {
    var field = prepare(event);
    if (field) show(field);
  }
  document.addEventListener("pointerdown", prepare, true);
  document.addEventListener("focusin", wanted);
  document.addEventListener("click", wanted);
  if (document.activeElement) wanted({ target: document.activeElement });
  // The box keeps the focus while keys are pressed.
  board.addEventListener("pointerdown", function (event) { event.preventDefault(); });
  board.addEventListener("mousedown", function (event) { event.preventDefault(); });
  document.addEventListener("submit", function () { if (!board.hidden) hide(); });
})();
