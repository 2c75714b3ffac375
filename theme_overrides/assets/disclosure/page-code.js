// The QR code of the page's own address: for a screen that a telephone can look at, and for paper. No page carries it, and no telephone
// sees it; without this script the address stands there in letters. The same symbol as render/qr.py draws: bytes, level L, mask 0.
(function () {
  "use strict";
  var QUIET = 4;
  var WORDS = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346];   // by size 1 to 10: all codewords, those that correct in each block, blocks
  var CHECKS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18];
  var BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4];
  var MIDDLES = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
  var FORMAT = 0x77c4, SIZES = { 7: 0x07c94, 8: 0x085bc, 9: 0x09a99, 10: 0x0a4d3 };

  // Reed and Solomon's remainder, in the field of 256 elements.
  var powers = [], logs = [];
  for (var n = 0, x = 1; n < 255; n++, x = x << 1 ^ (x > 127 ? 0x11d : 0)) { powers[n] = x; logs[x] = n; }
  function times(a, b) { return a && b ? powers[(logs[a] + logs[b]) % 255] : 0; }
  function checks(data, count) {
    var by = [1], left = new Array(count).fill(0);
    for (var n = 0; n < count; n++) {
      by = by.concat(0).map(function (value, at) { return value ^ (at ? times(by[at - 1], powers[n]) : 0); });
    }
    data.forEach(function (word) {
      var first = word ^ left.shift();
      left.push(0);
      left = left.map(function (value, at) { return value ^ times(by[at + 1], first); });
    });
    return left;
  }

  function words(text, size) {
    var count = WORDS[size - 1], each = CHECKS[size - 1], blocks = BLOCKS[size - 1], room = count - each * blocks;
    var bits = "0100" + text.length.toString(2).padStart(size < 10 ? 8 : 16, "0");
    for (var n = 0; n < text.length; n++) bits += text.charCodeAt(n).toString(2).padStart(8, "0");
    bits += "0000";
    var data = bits.match(/.{8}/g).map(function (byte) { return parseInt(byte, 2); });
    for (n = 0; data.length < room; n++) data.push(!n ? 0 : n % 2 ? 0xec : 0x11);   // segno ends the text with a word of zeros, too
    var parts = [], corrections = [], out = [];
    for (n = 0; n < blocks; n++) {
      parts.push(data.splice(0, Math.floor((room + n) / blocks)));   // the longer ones stand last
      corrections.push(checks(parts[n], each));
    }
    [parts, corrections].forEach(function (all) {
      for (var at = 0; at < all[all.length - 1].length; at++) all.forEach(function (part) { if (at < part.length) out.push(part[at]); });
    });
    return out;
  }

  // Rows of modules, dark ones 1; null for a text that does not fit.
  function modules(text) {
    var size = 1, rows = [], side, at = 0;
    while (text.length > WORDS[size - 1] - CHECKS[size - 1] * BLOCKS[size - 1] - (size < 10 ? 2 : 3)) if (++size > 10) return null;
    side = 17 + 4 * size;
    for (var y = 0; y < side; y++) rows.push(new Array(side).fill(null));
    function set(x, y, dark) { if (x >= 0 && y >= 0 && x < side && y < side) rows[y][x] = dark ? 1 : 0; }
    function rings(x, y, reach, light) {
      for (var dy = -reach; dy <= reach; dy++) for (var dx = -reach; dx <= reach; dx++) {
        set(x + dx, y + dy, light.indexOf(Math.max(Math.abs(dx), Math.abs(dy))) < 0);
      }
    }
    MIDDLES[size - 1].forEach(function (x, i, all) {
      all.forEach(function (y, j) { if (!(i === 0 && j === 0) && !(i === 0 && j === all.length - 1) && !(j === 0 && i === all.length - 1)) rings(x, y, 2, [1]); });
    });
    for (var n = 8; n < side - 8; n++) { set(n, 6, n % 2 === 0); set(6, n, n % 2 === 0); }
    [[3, 3], [side - 4, 3], [3, side - 4]].forEach(function (place) { rings(place[0], place[1], 4, [2, 4]); });
    for (n = 0; n < 15; n++) {
      var told = FORMAT >> n & 1;
      set(8, n < 6 ? n : n < 8 ? n + 1 : side - 15 + n, told);
      set(n < 8 ? side - 1 - n : n < 9 ? 7 : 14 - n, 8, told);
    }
    set(8, side - 8, 1);
    for (n = 0; n < 18 && size > 6; n++) {
      set(Math.floor(n / 3), side - 11 + n % 3, SIZES[size] >> n & 1);
      set(side - 11 + n % 3, Math.floor(n / 3), SIZES[size] >> n & 1);
    }
    // Up and down in columns of two, from the right; a mask over all.
    var data = words(text, size);
    for (var right = side - 1, up = true; right > 0; right -= 2, up = !up) {
      if (right === 6) right -= 1;
      for (n = 0; n < side; n++) for (var column = 0; column < 2; column++) {
        var row = up ? side - 1 - n : n;
        if (rows[row][right - column] !== null) continue;
        var bit = at < data.length * 8 ? data[at >> 3] >> 7 - at % 8 & 1 : 0;
        set(right - column, row, bit ^ (row + right - column + 1) % 2);
        at += 1;
      }
    }
    return rows;
  }

  function picture(rows) {
    var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
    var whole = rows.length + 2 * QUIET, strokes = "";
    rows.forEach(function (row, y) {
      row.join("").replace(/1+/g, function (run, x) { strokes += "M" + (x + QUIET) + " " + (y + QUIET + 0.5) + "h" + run.length; });
    });
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", "本页固定地址的二维码");
    svg.setAttribute("viewBox", "0 0 " + whole + " " + whole);
    path.setAttribute("stroke", "#000");
    path.setAttribute("d", strokes);
    svg.append(path);
    return svg;
  }

  var place = document.querySelector(".keep > .qr > p:only-child"), text = place && place.textContent;
  if (!place || !/^[\x20-\x7e]+$/.test(text) || !modules(text)) return;
  var desk = window.matchMedia("(min-width: 601px)");   // below it the place is not shown (layout.css)
  function draw() {
    if (!place.previousSibling) {
      place.before(picture(modules(text)));
      place.prepend("手机扫码打开本页");
    }
  }
  function fit() { if (desk.matches) draw(); }
  desk.addEventListener("change", fit);
  window.addEventListener("beforeprint", draw);
  fit();
})();
