// Finds matters of all domains by words of their names.  The names are read, a script for each page of matters, when somebody first asks.
(function () {
  "use strict";
  var MOST = 100;
  var form = document.getElementById("matter-find");
  var box = form.elements.q;
  var told = document.getElementById("matter-told");
  var hits = document.getElementById("matter-hits");
  var parts = window.disclosureMatters = [];
  var order = Array.from(document.querySelectorAll("[data-matters]"), function (link) { return link.getAttribute("href").split("/").pop(); });
  var left = null;   // how many scripts are still to come; null before anybody asked

  function plain(text) { return text.normalize("NFKC").toLowerCase(); }
  function read() {
    if (left !== null) return;
    var links = document.querySelectorAll("[data-matters]");
    left = links.length;
    links.forEach(function (link) {
      var script = document.createElement("script");
      script.src = link.dataset.matters;
      script.onload = script.onerror = function () { if (!--left) ready(); };
      document.head.append(script);
    });
  }
  function ready() {   // scripts come as they like; the list below has the order
    parts.sort(function (a, b) { return order.indexOf(a.page) - order.indexOf(b.page); });
    find();
  }
  function find() {
    var words = plain(box.value).split(/\s+/).filter(Boolean);
    hits.hidden = !words.length;
    hits.replaceChildren();
    told.textContent = "";
    if (!words.length) return;
    read();
    if (left) {
      told.textContent = "正在读取各领域的事项……";
      return;
    }
    var found = [];
    parts.forEach(function (part) {
      part.rows.forEach(function (row, at) {
        var text = plain(part.title + "\n" + row[0] + "\n" + row[1]);
        if (words.every(function (word) { return text.indexOf(word) >= 0; })) found.push([part, row, at]);
      });
    });
    found.slice(0, MOST).forEach(function (hit) {
      var item = document.createElement("li"), domain = document.createElement("span"), link = document.createElement("a"), count = document.createElement("span");
      domain.className = "n";
      domain.textContent = hit[0].title;
      link.href = hit[0].page + "#r" + (hit[2] + 1);
      link.textContent = (hit[1][0] ? hit[1][0] + "：" : "") + hit[1][1];
      count.className = "m";
      count.textContent = hit[1][2] + " 个县区";
      item.append(domain, link, count);
      hits.append(item);
    });
    hits.hidden = !found.length;
    told.textContent = found.length > MOST ? "找到 " + found.length + " 项，列出前 " + MOST + " 项，多写几个字可以缩小范围。"
      : found.length ? "找到 " + found.length + " 项。" : "没有找到。请换一个词，或者按下面的领域看。";
  }

  var waiting;
  box.addEventListener("focus", read);
  box.addEventListener("input", function (event) {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(find, 150);   // pinyin under way is no word yet
  });
  box.addEventListener("compositionend", find);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    find();
  });
  form.hidden = false;
  box.value = new URLSearchParams(location.search).get("q") || "";
  find();
})();
