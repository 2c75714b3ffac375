// The pad that a character is drawn on with a finger, and the keys with what it may be: disclosureHand.pad(add, erase, more) makes one.
// add(text) puts a character into the box, erase() takes its last away; more: further keys, [[text, press], …].
(function () {
  "use strict";
  var hand = window.disclosureHand, SVG = "http://www.w3.org/2000/svg", MOST = 6, FINE = 3, PAUSE = 2500, MANY = 20;   // MANY: strokes; hardly a character has more

  function make(tag, name, label) {
    var element = document.createElement(tag);
    element.className = name;
    if (label) element.setAttribute("aria-label", label);
    return element;
  }

  hand.pad = function (add, erase, more) {
    var pad = make("div", "hand", "手写"), field = document.createElementNS(SVG, "svg"), found = make("div", "hfound", "候选字"), said = make("p", "hsaid"), acts = make("div", "hacts");
    var strokes = [], lines = [], now = null, finger = null, waiting = 0;
    var places = [], before = [], how = make("p", "hhow");   // what stands in which place, and stood there before each stroke
    pad.setAttribute("role", "group");
    found.setAttribute("role", "group");
    said.setAttribute("role", "status");
    field.setAttribute("class", "hfield");
    field.setAttribute("role", "img");
    field.setAttribute("aria-label", "在这里用手指写一个字");
    pad.append(field, found, said, acts);
    var undo = key(acts, "撤一笔", function () {
      strokes.pop();
      lines.pop().remove();
      places = before.pop();
      guess(true);
    });
    var again = key(acts, "重写", anew);
    key(acts, "删除", erase);
    (more || []).forEach(function (one) { key(acts, one[0], one[1]); });
    anew();

    function key(into, text, press) {
      var button = make("button", "key w");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", press);
      into.append(button);
      return button;
    }
    function anew() {
      how.textContent = "一个字一个字写。写好了，要的字出在这里，点一下就选中。";
      clear();
    }
    function clear() {
      strokes = [];
      lines.forEach(function (line) { line.remove(); });
      lines = [];
      places = [];
      before = [];
      guess();
    }
    function tell(text) {
      if (said.textContent !== text) said.textContent = text;
    }
    // What is still likely stays where it is, so that nobody taps what has just come there; what is new takes the places that are free. Of these there are none left: as many
    // are read as there were places, the next likely beside the likely.
    function settle(likely) {
      var kept = likely.length ? places.map(function (button) { return likely.indexOf(button.textContent) >= 0 ? button : null; }) : [];
      likely.forEach(function (char) {
        if (kept.some(function (button) { return button && button.textContent === char; })) return;
        var at = kept.indexOf(null), button = document.createElement("button");
        button.type = "button";
        button.textContent = char;
        button.addEventListener("click", function () {
          clear();
          how.textContent = "“" + char + "”写上了。可以接着写下一个字。";
          add(char);
        });
        kept[at < 0 ? kept.length : at] = button;
      });
      places = kept;
    }
    function guess(back) {
      window.clearTimeout(waiting);
      undo.disabled = again.disabled = !strokes.length;
      again.className = "key w";
      if (strokes.length && !hand.ready) {
        tell("正在准备，请接着写");
        waiting = window.setTimeout(guess, 100);
        return;
      }
      var likely = strokes.length ? hand.read(strokes, MOST, places.length) : [], told = places.length > 0;
      if (!back) settle(likely);
      places.forEach(function (button) { button.className = button.textContent === likely[0] ? "key first" : "key"; });
      found.replaceChildren.apply(found, places.length ? places : [how]);
      if (!strokes.length) tell("写一个字，笔顺不论");
      else if (strokes.length > MANY || (told && !likely.length && strokes.length > 3)) remind();
      else if (likely.length) {
        tell("点选要的字；没有就接着写");
        waiting = window.setTimeout(remind, PAUSE);
      } else tell("接着写");
    }
    // Who has not taken the character writes the next one over it.
    function remind() {
      tell(places.length ? "写好了，点选要的字；没写完，接着写；写乱了，点“重写”" : "认不出来：一次写一个字，写乱了，点“重写”");
      again.className = "key w due";
    }

    // -- drawing -----------------------------------------------------------------------------------------
    function point(event) {
      var box = field.getBoundingClientRect();
      return [Math.round(Math.max(0, Math.min(box.width, event.clientX - box.left)) * 10) / 10, Math.round(Math.max(0, Math.min(box.height, event.clientY - box.top)) * 10) / 10];
    }
    function draw(event) {
      var at = point(event), last = now[now.length - 1];
      if (last && Math.abs(at[0] - last[0]) + Math.abs(at[1] - last[1]) < FINE) return;
      now.push(at);
      // A mere touch is seen, too.
      lines[lines.length - 1].setAttribute("points", now.concat(now.length > 1 ? [] : [at]).map(function (p) { return p.join(","); }).join(" "));
    }
    field.addEventListener("pointerdown", function (event) {
      event.preventDefault();
      if (finger !== null || event.button > 0) return;   // one finger writes; a palm does not
      finger = event.pointerId;
      field.setPointerCapture(finger);
      now = [];
      lines.push(document.createElementNS(SVG, "polyline"));
      field.append(lines[lines.length - 1]);
      draw(event);
    });
    field.addEventListener("pointermove", function (event) { if (event.pointerId === finger) draw(event); });
    ["pointerup", "pointercancel"].forEach(function (sign) {
      field.addEventListener(sign, function (event) {
        if (event.pointerId !== finger) return;
        finger = null;
        strokes.push(now);
        before.push(places);
        guess();
      });
    });
    pad.clear = anew;
    return pad;
  };
})();
