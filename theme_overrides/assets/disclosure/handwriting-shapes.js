// Which character a hand has drawn: disclosureHand.read(strokes, most, least) gives the likeliest, best first, and none while none is likely; where one is, `least` of them, though
// the others are not. Strokes are lists of [x, y] in any unit, in any order.
// The order of strokes and where one ends say nothing: only where there is ink and which way it runs. First by a coarse picture, then the best by their points.
// What characters look like is a script of its own (disclosureHandData): a character, its strokes as points on a grid of 45 × 45, two signs a point
// from "!" on without quotes and backslash; the sign of y is 45 further at the end of a stroke.
(function () {
  "use strict";
  var hand = window.disclosureHand = window.disclosureHand || {};
  var CELLS = 8, WAYS = 4, SIZE = CELLS * CELLS * WAYS;   // the coarse picture
  var STEP = 0.04;                                        // between the points of a line, where the character is 1 high and wide
  var GAP = 0.02, PASSES = 4, ROUNDS = 2;                 // before that: between the points that are smoothed, how often, and how often anew
  var EVEN = 24;                                          // columns and rows in which ink is counted to spread it evenly
  var CLOSER = 40;                                        // how many are looked at closely
  var LIKE = 0.5, SELDOM = 0.016;                         // what the coarse picture counts beside the distances, and that a character is seldom used
  var LIKELY = -0.12, SURE = -0.2, NEAR = 0.08;           // no worse than this is told; after one or two strokes; and than the best by so much
  var signs = "", chars = [], drawn = [], pictures = null, shapes = [];
  for (var code = 33; signs.length < 90; code += 1) if (code !== 34 && code !== 92) signs += String.fromCharCode(code);

  function strokesOf(text) {
    var strokes = [[]];
    for (var n = 0; n + 1 < text.length; n += 2) {
      var x = signs.indexOf(text.charAt(n)), y = signs.indexOf(text.charAt(n + 1));
      strokes[strokes.length - 1].push([x, y % 45]);
      if (y >= 45 && n + 2 < text.length) strokes.push([]);
    }
    return strokes;
  }

  // Points at even distances along a stroke, its ends as they are.
  function even(stroke, gap) {
    var out = [stroke[0]], last = stroke[0], lack = gap;
    for (var n = 1; n < stroke.length; n += 1) {
      var to = stroke[n], dx = to[0] - last[0], dy = to[1] - last[1], length = Math.sqrt(dx * dx + dy * dy), at = lack;
      for (; at < length; at += gap) out.push([last[0] + dx * at / length, last[1] + dy * at / length]);
      lack = at - length;
      last = to;
    }
    if (lack < gap / 2 && out.length > 1) out.pop();   // the end instead
    out.push(last);
    return out;
  }
  // A hand that trembles goes to and fro about the line it means: every point is moved between its neighbours, again and again. The line gets shorter by
  // that, so its points are spread anew. What is known is smoothed as well: corners are then round on both sides.
  function smooth(stroke, gap) {
    for (var round = 0; round < ROUNDS && stroke.length > 1; round += 1) {
      stroke = even(stroke, gap);
      for (var pass = 0; pass < PASSES; pass += 1) {
        for (var n = 1, x = stroke[0][0], y = stroke[0][1]; n + 1 < stroke.length; n += 1) {
          var mx = (x + 2 * stroke[n][0] + stroke[n + 1][0]) / 4, my = (y + 2 * stroke[n][1] + stroke[n + 1][1]) / 4;
          x = stroke[n][0];
          y = stroke[n][1];
          stroke[n] = [mx, my];
        }
      }
    }
    return stroke;
  }
  function extent(strokes) {
    var left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    strokes.forEach(function (stroke) {
      stroke.forEach(function (point) {
        left = Math.min(left, point[0]);
        right = Math.max(right, point[0]);
        top = Math.min(top, point[1]);
        bottom = Math.max(bottom, point[1]);
      });
    });
    return [left, right, top, bottom];
  }

  // The lines as small steps [x, y, dx, dy], the whole as large as the square from 0 to 1 and in its middle; a flat character stays rather flat.
  function steps(strokes) {
    var sides = extent(strokes), whole = Math.max(sides[1] - sides[0], sides[3] - sides[2]);
    if (whole > 0) strokes = strokes.map(function (stroke) { return smooth(stroke, whole * GAP); });
    sides = extent(strokes);
    var left = sides[0], right = sides[1], top = sides[2], bottom = sides[3];
    var wide = right - left, high = bottom - top, size = Math.max(wide, high) || 1;
    var sx = reach(wide / size) / (wide || 1), sy = reach(high / size) / (high || 1), mx = (left + right) / 2, my = (top + bottom) / 2, out = [];
    strokes.forEach(function (stroke) {
      stroke.forEach(function (point, n) {
        if (!n && stroke.length > 1) return;
        var from = stroke[n && n - 1], x = 0.5 + (from[0] - mx) * sx, y = 0.5 + (from[1] - my) * sy, dx = (point[0] - from[0]) * sx, dy = (point[1] - from[1]) * sy;
        var length = Math.sqrt(dx * dx + dy * dy), count = Math.max(1, Math.round(length / STEP));
        if (!length) { if (stroke.length > 1) return; dx = dy = STEP / 2; }   // a mere touch is a short stroke
        for (var k = 0; k < count; k += 1) out.push([x + dx * (k + 0.5) / count, y + dy * (k + 0.5) / count, dx / count, dy / count]);
      });
    });
    return out;
  }
  // How much of the square a side takes that is this part of the other.
  function reach(part) {
    return Math.sqrt(Math.sin(Math.PI / 2 * Math.max(part, 0.04)));
  }

  // Hands lean, and make one half of a character wider than another: upright lines are set rather straight, and all moved towards where ink is spread evenly.
  function spread(points) {
    var lean = 0, tall = 0.3;   // a little upright ink does not turn the whole
    points.forEach(function (p) {
      if (Math.abs(p[3]) < 2 * Math.abs(p[2])) return;
      lean += p[3] > 0 ? p[2] : -p[2];
      tall += Math.abs(p[3]);
    });
    lean *= 0.6 / tall;
    points.forEach(function (p) {
      p[0] -= lean * (p[1] - 0.5);
      p[2] -= lean * p[3];
    });
    [0, 1].forEach(function (axis) {
      var ink = [], sum = 0, before = [];
      for (var n = 0; n < EVEN; n += 1) ink.push(0);
      points.forEach(function (p) {
        var at = Math.min(EVEN - 1, Math.max(0, Math.floor(p[axis] * EVEN)));
        ink[at] += Math.sqrt(p[2] * p[2] + p[3] * p[3]);
      });
      var all = ink.reduce(function (a, b) { return a + b; }, 0);
      ink = ink.map(function (one) { return one + all / EVEN * 0.6; });
      all *= 1.6;
      ink.forEach(function (one) { before.push(sum); sum += one / all; });
      points.forEach(function (p) {
        var place = Math.min(EVEN - 0.001, Math.max(0, p[axis] * EVEN)), at = Math.floor(place), even = before[at] + (place - at) * ink[at] / all;
        p[4 + axis] = p[axis] * 0.2 + even * 0.8;
      });
    });
    return points.map(function (p) { return [p[4], p[5], p[2], p[3]]; });
  }

  // How much ink runs which of four ways in each cell of the square.
  function picture(points, into, from) {
    var cells = new Float32Array(SIZE), sum = 0, n;
    points.forEach(function (p) {
      var x = p[0] * CELLS - 0.5, y = p[1] * CELLS - 0.5, length = Math.sqrt(p[2] * p[2] + p[3] * p[3]);
      var way = (Math.atan2(p[3], p[2]) / Math.PI + 2) % 1 * WAYS, first = Math.floor(way) % WAYS, second = (first + 1) % WAYS, part = way - Math.floor(way);
      for (var i = Math.floor(x) - 1; i <= Math.floor(x) + 2; i += 1) {
        for (var j = Math.floor(y) - 1; j <= Math.floor(y) + 2; j += 1) {
          if (i < 0 || j < 0 || i >= CELLS || j >= CELLS) continue;
          var near = Math.exp(-((i - x) * (i - x) + (j - y) * (j - y)) / 1.1) * length, at = (j * CELLS + i) * WAYS;
          cells[at + first] += near * (1 - part);
          cells[at + second] += near * part;
        }
      }
    });
    for (n = 0; n < SIZE; n += 1) {
      cells[n] = Math.sqrt(cells[n]);
      sum += cells[n] * cells[n];
    }
    var scale = sum ? 600 / Math.sqrt(sum) : 0;
    for (n = 0; n < SIZE; n += 1) into[from + n] = Math.min(255, cells[n] * scale);
  }

  // Every second step, or third, where there are many: [x, y, way of length 1, its length] one after another.
  function fine(points) {
    var every = points.length > 160 ? 3 : points.length > 50 ? 2 : 1, out = new Float32Array(Math.ceil(points.length / every) * 5), at = 0;
    for (var n = 0; n < points.length; n += every) {
      var p = points[n], length = Math.sqrt(p[2] * p[2] + p[3] * p[3]) || 1;
      out[at] = p[0];
      out[at + 1] = p[1];
      out[at + 2] = p[2] / length;
      out[at + 3] = p[3] / length;
      out[at + 4] = length;
      at += 5;
    }
    return out;
  }
  // How far the lines of one lie from those of the other: every step from the nearest that runs alike.
  function far(one, other) {
    var sum = 0, weight = 0;
    for (var i = 0; i < one.length; i += 5) {
      var x = one[i], y = one[i + 1], wx = one[i + 2], wy = one[i + 3], best = 9;
      for (var j = 0; j < other.length; j += 5) {
        var dx = x - other[j], dy = y - other[j + 1], cross = wx * other[j + 3] - wy * other[j + 2], d = dx * dx + dy * dy + 0.04 * cross * cross;
        if (d < best) best = d;
      }
      sum += Math.sqrt(best) * one[i + 4];
      weight += one[i + 4];
    }
    return weight ? sum / weight : 1;
  }
  // A known character, made ready once somebody draws what looks like it.
  function shape(n) {
    if (!shapes[n]) {
      var strokes = strokesOf(drawn[n]);
      shapes[n] = { count: strokes.length, steps: fine(spread(steps(strokes))) };
    }
    return shapes[n];
  }

  // What is known, the most used first. Made ready in turns of a few milliseconds: the pad can be drawn on at once.
  hand.learn = function (data, then) {
    chars = Array.from(data.chars);
    drawn = data.strokes.split("\n");
    pictures = new Uint8Array(chars.length * SIZE);
    shapes = [];
    hand.ready = false;
    var n = 0;
    (function some() {
      for (var until = Date.now() + 12; n < chars.length && Date.now() < until; n += 1) picture(spread(steps(strokesOf(drawn[n]))), pictures, n * SIZE);
      if (n < chars.length) { window.setTimeout(some); return; }
      hand.ready = true;
      if (then) then();
    })();
  };

  hand.read = function (strokes, count, least) {
    var points = spread(steps(strokes)), own = new Uint8Array(SIZE), likes = new Float64Array(chars.length), best = [], n, k;
    if (!points.length || !hand.ready) return [];
    picture(points, own, 0);
    for (n = 0; n < chars.length; n += 1) {
      var sum = 0, at = n * SIZE;
      for (k = 0; k < SIZE; k += 1) sum += own[k] * pictures[at + k];
      likes[n] = sum / 360000;
    }
    var close = likes.slice().sort()[Math.max(0, chars.length - CLOSER)], mine = fine(points);
    for (n = 0; n < chars.length; n += 1) {
      if (likes[n] < close) continue;
      var its = shape(n), off = far(mine, its.steps) + far(its.steps, mine) + 0.004 * Math.min(5, Math.abs(its.count - strokes.length));
      best.push([off - LIKE * likes[n] + SELDOM * n / chars.length, n]);
    }
    best.sort(function (a, b) { return a[0] - b[0]; });
    var most = Math.min(strokes.length > 2 ? LIKELY : SURE, best[0][0] + NEAR);   // guesses too early change with every stroke
    var some = best[0][0] <= most ? least || 0 : 0;
    return best.slice(0, count || 8).filter(function (one, n) { return one[0] <= most || n < some; }).map(function (one) { return chars[one[1]]; });
  };
})();
