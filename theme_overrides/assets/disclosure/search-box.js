// Every search box: suggestions while typing, by keyboard, mouse and touch. Without this script a box is a plain form.
// disclosureSearch.names(then, failed) brings the scripts of the search and what things are called, load(then, sooner) also what is said of them,
// and calls sooner() when it is known how residents ask, which is long before where a county says much;
// each at its first call, and as scripts, not requests, so that it works from a disk.
(function () {
  "use strict";
  var search = window.disclosureSearch = window.disclosureSearch || {};
  var folder = window.disclosureAssets, early = null, late = null;

  search.names = function (then, failed) {
    if (search.index) { then(); return; }
    var first = !early, left = 1;
    early = early || [];
    early.push([then, failed]);
    if (!first) return;
    function loaded() {
      left -= 1;
      if (left) return;
      search.start(window.disclosureSearchData);
      early.forEach(function (call) { call[0](); });
      // What queries need besides is made ready while nothing else is to be done.
      (window.requestIdleCallback || window.setTimeout)(function () { search.index.linkNames(); search.index.sounds(); });
    }
    // The next to ask tries again.
    function lost() {
      (early || []).forEach(function (call) { if (call[1]) call[1](); });
      early = null;
    }
    // search.html has brought both.
    if (!window.disclosureSearchData) {
      left += 1;
      window.disclosureLoadLatest(folder + "search-data.latest.js", loaded, lost);
    }
    if (!search.start) {
      left += 1;
      window.disclosureLoad(folder + "asset:search.js", loaded, lost);
    }
    loaded();
  };

  search.load = function (then, sooner) {
    if (search.failed || (search.index && search.index.complete)) { then(); return; }
    if (late) { late.push(then); return; }
    late = [then];
    search.names(function () {
      // They come as they come, and are taken in their order.
      var there = [], next = 0;
      if (search.index.complete) done();
      function failed() {
        search.failed = true;
        done();
      }
      // How residents ask goes first, by itself: a question is answered with it, and a hundred parts of texts beside it would hold it up.
      function unasked() {
        failed();
        texts();
      }
      window.disclosureLoad(folder + search.index.data.lists, function () {
        window.disclosureLoad(folder + search.index.data.asked, function () {
          search.index.learn(window.disclosureSearchAsked, window.disclosureSearchLists);
          if (search.index.complete) done();
          else if (sooner) sooner();
          texts();
        }, unasked);
      }, unasked);
      function texts() {
        search.index.data.texts.forEach(function (name, n) {
          window.disclosureLoad(folder + name, function () {
            there[n] = window.disclosureSearchText;
            for (; there[next]; next += 1) {
              search.index.add(there[next]);
              there[next] = null;
            }
            if (search.index.complete) done();
          }, failed);
        });
      }
    }, function () { late = null; });
    function done() { late.splice(0).forEach(function (call) { call(); }); }
  };

  // The pad for handwriting, for whoever opens it.
  search.hand = function (then, failed) {
    var hand = window.disclosureHand;
    if (hand && hand.pad) { then(hand); return; }
    window.disclosureLoad(folder + "asset:handwriting.js", function () {
      then(window.disclosureHand);
      window.disclosureLoadLatest(folder + "handwriting-data.latest.js", function () { window.disclosureHand.learn(window.disclosureHandData); });
    }, failed);
  };

  function attach(input) {
    var form = input.form, list = document.createElement("ul"), active = -1, asked = "", timer = 0;
    list.id = input.id + "-list";
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "检索建议");
    form.append(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function show(found) {
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.replaceChildren.apply(list, found.map(function (suggestion, n) {
        var option = document.createElement("li");
        option.id = list.id + "-" + n;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = suggestion.text;
        return option;
      }));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
    }
    function move(step) {
      var options = list.children, count = options.length;
      if (active >= 0) options[active].setAttribute("aria-selected", "false");
      // One place beside the list is the box itself, with what was typed.
      active = (active + 1 + step + count + 1) % (count + 1) - 1;
      if (active < 0) { input.removeAttribute("aria-activedescendant"); return; }
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    }
    function choose(option) {
      input.value = option.textContent;
      close();
      form.requestSubmit();
    }
    function suggest() {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        search.names(function () {
          asked = input.value;
          if (document.activeElement === input) show(asked.trim() ? search.suggest(asked) : []);
        });
      }, 40);
    }

    // A pointer comes near before it presses.
    ["pointerenter", "focus"].forEach(function (sign) { input.addEventListener(sign, function () { search.names(function () {}); }); });
    input.addEventListener("input", function (event) { if (!event.isComposing) suggest(); });
    input.addEventListener("compositionend", suggest);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step && !list.hidden) { event.preventDefault(); move(step); }
      else if (step === 1 && input.value.trim()) { event.preventDefault(); suggest(); }
      else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
      else if (event.key === "Enter" && active >= 0) { event.preventDefault(); choose(list.children[active]); }
    });
    // The box keeps the focus while a suggestion is pressed, or the list would close under the finger.
    list.addEventListener("pointerdown", function (event) { event.preventDefault(); });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) { if (event.target.id && event.target !== list) choose(event.target); });
    form.addEventListener("submit", function (event) {
      window.clearTimeout(timer);
      close();
      if (!input.value.trim()) { event.preventDefault(); input.focus(); }
    });
  }

  // The search page shows answers while one types; a list over them would only be in the way.
  document.querySelectorAll("form.find input[name=q], form.bigfind input[name=q]").forEach(function (input) {
    if (!input.closest(".searching")) attach(input);
  });
})();
