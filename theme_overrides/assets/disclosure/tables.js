// A filter bar over the table that follows .finder: what can be chosen is read from the table itself.
// data-facets on the table: what its rows say of themselves; data-f on a heading: its column, or the ticked columns below it; data-groups on the table: whole groups of rows;
// data-s on a heading: free text is looked for there, and in the first column and the group's name.
// The choice is kept in the address; what is shown can be copied or taken away as a table.
(function () {
  "use strict";
  var place = document.querySelector(".finder");
  var table = place && document.querySelector(".finder ~ .tbl > table");
  if (!table) return;
  var frame = table.parentNode;
  var unit = place.dataset.unit;
  var phone = window.matchMedia("(max-width: 600px)"), cards = window.matchMedia("(max-width: 1023px)");
  var kiosk = document.documentElement.dataset.flavour === "kiosk";   // nothing can be taken away from a kiosk

  function make(tag, attributes, inside) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    (inside || []).forEach(function (part) { element.append(part); });
    return element;
  }
  function icon(name) { return make("i", { class: "i i-" + name }); }
  function narrow() { return cards.matches || kiosk || document.documentElement.dataset.mode === "elder"; }
  // Rows that are shown as blocks are no rows any more to some browsers: there each part says what it is.
  function roles() {
    if (!narrow() || table.hasAttribute("role")) return;
    var names = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
    [table].concat(Array.from(table.querySelectorAll("thead, tbody, tr, th, td"))).forEach(function (part) {
      part.setAttribute("role", names[part.tagName] || (part.closest("thead") ? "columnheader" : "rowheader"));
    });
  }
  // -- what the table holds ----------------------------------------------------------------------
  var facets = [];    // {name, title, values(row) -> [text]}
  var columns = [];   // {title, at, ticks}: the columns as a spreadsheet gets them
  function headings() {
    var rows = table.tHead.rows, leaves = rows.length > 1 ? Array.from(rows[1].cells) : [], at = 0;
    Array.from(rows[0].cells).forEach(function (th) {
      var first = at, span = th.colSpan, title = th.textContent.trim(), below = th.rowSpan < rows.length ? leaves.splice(0, span) : [];
      for (var i = 0; i < span; i++, at++) columns.push({ title: below.length ? title + "：" + below[i].textContent : title, at: at, ticks: below.length > 0, searched: !at || "s" in th.dataset });
      if (!th.dataset.f) return;
      facets.push({ name: th.dataset.f, title: title, values: below.length ? ticked : listed });
      function ticked(row) {
        return Array.from(row.cells).slice(first, first + span).filter(function (cell) { return !cell.classList.contains("no"); })
          .map(function (cell) { return cell.dataset.l; });
      }
      function listed(row) {
        var cell = row.cells[first];
        return (cell.dataset.v || cell.textContent).split("、").map(function (text) { return text.trim(); }).filter(Boolean);
      }
    });
  }
  (table.dataset.groups || "").split(" ").filter(Boolean).forEach(function (pair) {
    var at = pair.indexOf(":"), name = pair.slice(0, at);
    facets.push({ name: name, title: pair.slice(at + 1), values: function (row) { return [row.parentNode.dataset[name]]; }, group: true });
  });
  headings();
  (table.dataset.facets || "").split(" ").filter(Boolean).forEach(function (pair) {   // what rows say of themselves: data-NAME
    var at = pair.indexOf(":"), name = pair.slice(0, at);
    facets.push({ name: name, title: pair.slice(at + 1), values: function (row) { return (row.dataset[name] || "").split("、").filter(Boolean); } });
  });
  function plain(text) { return text.normalize("NFKC").toLowerCase(); }
  var rows = Array.from(table.querySelectorAll("tbody > tr:not(.group)")).map(function (row) {
    var values = {};
    facets.forEach(function (facet) { values[facet.name] = facet.values(row); });
    return { row: row, values: values };
  });
  function textOf(entry) {   // made when somebody first searches
    var group = entry.row.parentNode.querySelector(".group span");
    return entry.text = entry.text || plain((group ? group.firstChild.textContent + "\n" : "") + columns.map(function (column) {
      return column.searched ? entry.row.cells[column.at].textContent : "";
    }).join("\n"));
  }
  facets = facets.filter(function (facet) {
    var seen = new Set();
    rows.forEach(function (entry) { entry.values[facet.name].forEach(seen.add, seen); });
    return seen.size > 1;
  });

  // -- the bar -------------------------------------------------------------------------------------
  var bar = make("form", { class: "filters", role: "search", "aria-label": "筛选" });
  facets.forEach(function (facet) {
    facet.select = make("select", { class: "in", id: "f-" + facet.name, name: facet.name });
    facet.select.addEventListener("change", function () { chosen[facet.name] = facet.select.value; changed(true); });
    bar.append(make("div", { class: "fld" }, [make("label", { for: "f-" + facet.name }, [facet.title]), facet.select]));
  });
  var search = make("input", { class: "in", id: "f-q", name: "q", type: "search", autocomplete: "off", enterkeyhint: "done" });
  bar.append(make("div", { class: "fld all" }, [make("label", { for: "f-q" }, [place.dataset.hint]), search]));
  var waiting;
  search.addEventListener("input", function (event) {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(typed, 150);   // pinyin under way is no word yet
  });
  search.addEventListener("compositionend", typed);
  bar.addEventListener("submit", function (event) { event.preventDefault(); typed(); });
  function typed() {
    clearTimeout(waiting);
    if (chosen.q === search.value.trim()) return;
    chosen.q = search.value.trim();
    changed(false);
  }
  var summary = make("summary", {}, ["筛选"]);
  var box = make("details", { class: "fbox" }, [summary, bar]);
  function fold() { box.open = !folded(); }
  function folded() { return phone.matches || kiosk; }
  fold();
  phone.addEventListener("change", fold);

  var count = make("p", { role: "status" });
  var chips = make("ul", { class: "chips", "aria-label": "已选的条件" });
  var clear = button("清除条件", "x", function () { chosen = {}; changed(true); first().focus(); });
  var copy = button("复制表格", "list", copyRows);
  var save = button("下载所示各行", "down", download);
  var take = place.querySelector(".take") || !kiosk && make("details", { class: "take" }, [make("summary", {}, ["下载"]), make("div", { class: "acts" })]);
  var whole = Array.from(take ? take.querySelectorAll("a") : []);   // files of all rows: either these are offered, or one of the rows shown
  if (!kiosk) {
    take.firstElementChild.append("、复制");
    take.lastElementChild.append(copy, save);
  }
  var told = make("p", { class: "told", role: "status" });
  var none = make("div", { class: "empty" }, [make("b", {}, ["没有符合全部条件的" + (unit === "项" ? "事项" : "内容")]), "请去掉一个条件，或者换一个词。目录里写的是正式名称。"]);
  none.hidden = true;
  place.prepend(box, make("div", { class: "shown" }, [count, chips, clear]));
  place.append(take || "", told, none);
  function button(text, sign, act) {
    var element = make("button", { class: "btn line", type: "button" }, [icon(sign), text]);
    element.addEventListener("click", act);
    return element;
  }
  function first() { return folded() ? summary : bar.querySelector(".in"); }

  // -- a long table: its domains one below the other, each opened by whoever wants it ---------------------------
  var LONG = 60, parts = [];   // {bodies, head, open}
  function divide() {
    var bodies = Array.from(table.tBodies);
    if (parts.length || rows.length < LONG || !bodies[0].dataset.domain) return;
    bodies.forEach(function (body) {
      var part = parts[parts.length - 1];
      if (!part || part.name !== body.dataset.domain) parts.push(part = { name: body.dataset.domain, bodies: [], open: false });
      part.bodies.push(body);
    });
    if (parts.length < 2) { parts = []; return; }
    parts.forEach(function (part) {
      var number = part.bodies.reduce(function (sum, body) { return sum + body.querySelectorAll("tr:not(.group)").length; }, 0);
      part.button = make("button", { type: "button", "aria-expanded": "false" }, [part.name, make("small", {}, [number + " " + unit])]);
      part.button.addEventListener("click", function () { part.open = !part.open; show(); });
      part.head = make("tbody", { class: "part", role: "rowgroup" }, [make("tr", { role: "row" }, [make("th", { role: "rowheader", colspan: String(columns.length), scope: "rowgroup" }, [part.button])])]);
      table.insertBefore(part.head, part.bodies[0]);
    });
  }
  function foldParts(all) {
    divide();
    parts.forEach(function (part) {
      part.head.hidden = !all;
      part.button.setAttribute("aria-expanded", String(part.open));
      if (!part.head.hidden && !part.open) part.bodies.forEach(function (body) { body.hidden = true; });
    });
  }

  // -- filtering -----------------------------------------------------------------------------------
  var chosen = {};
  function passes(entry, except) {
    return facets.every(function (facet) {
      return facet.name === except || !chosen[facet.name] || entry.values[facet.name].indexOf(chosen[facet.name]) >= 0;
    }) && (!chosen.q || plain(chosen.q).split(/\s+/).every(function (word) { return textOf(entry).indexOf(word) >= 0; }));
  }
  function show() {
    var shown = 0;
    roles();
    rows.forEach(function (entry) {
      entry.row.hidden = !passes(entry);
      if (!entry.row.hidden) shown++;
    });
    Array.from(table.tBodies).forEach(function (body) {
      if (body.className === "part") return;
      var all = body.querySelectorAll("tr:not(.group)").length, left = body.querySelectorAll("tr:not(.group):not([hidden])").length;
      var small = body.querySelector(".group small");
      body.hidden = !left;
      if (small) small.textContent = left === all ? all + " " + unit : "显示 " + left + " " + unit + "，共 " + all + " " + unit;
    });
    facets.forEach(function (facet) {
      var counts = new Map();
      rows.forEach(function (entry) {
        entry.values[facet.name].forEach(function (value) { if (!counts.has(value)) counts.set(value, 0); });
        if (passes(entry, facet.name)) entry.values[facet.name].forEach(function (value) { counts.set(value, counts.get(value) + 1); });
      });
      var now = chosen[facet.name] || "";
      if (now && !counts.has(now)) counts.set(now, 0);
      facet.select.replaceChildren(new Option("全部", ""));
      counts.forEach(function (n, value) {
        if (n || value === now) facet.select.add(new Option(value + "（" + n + "）", value));
      });
      facet.select.value = now;
    });
    if (search.value.trim() !== (chosen.q || "")) search.value = chosen.q || "";
    var on = conditions();
    foldParts(!on.length);
    count.textContent = on.length ? "共 " + rows.length + " " + unit + "，显示 " + shown + " " + unit : "共 " + rows.length + " " + unit;
    summary.textContent = on.length ? "筛选（已选 " + on.length + " 项）" : "筛选";
    chips.replaceChildren.apply(chips, on.map(chip));
    chips.hidden = clear.hidden = !on.length;
    none.hidden = shown > 0;
    frame.hidden = copy.hidden = !shown;
    whole.forEach(function (link) { link.hidden = on.length > 0; });
    save.hidden = !shown || whole.length && !on.length;
    if (take) take.hidden = !shown;
    told.textContent = "";
    frame.scrollTop = 0;
    table.dispatchEvent(new Event("filtered"));   // what stands for the rows elsewhere, as marks of a map, goes with them
  }
  function conditions() {
    return facets.concat({ name: "q", title: "含有" }).filter(function (facet) { return chosen[facet.name]; });
  }
  function chip(facet) {
    var text = facet.title + "：" + chosen[facet.name];
    var element = make("button", { class: "chip", type: "button", "aria-label": "去掉条件：" + text }, [text, icon("x")]);
    element.addEventListener("click", function () {
      var at = Array.from(chips.children).indexOf(element.parentNode);
      delete chosen[facet.name];
      changed(true);
      var next = chips.children[Math.min(at, chips.children.length - 1)];
      (next ? next.firstChild : first()).focus();
    });
    return make("li", {}, [element]);
  }

  phone.addEventListener("change", function () { show(); });

  // -- the address ---------------------------------------------------------------------------------
  function changed(step) {
    var wanted = new URL(location.href);
    facets.concat({ name: "q" }).forEach(function (facet) {
      if (chosen[facet.name]) wanted.searchParams.set(facet.name, chosen[facet.name]);
      else wanted.searchParams.delete(facet.name);
    });
    try {
      // A choice is a step that Back undoes; letters typed are not.
      if (wanted.href !== location.href) history[step ? "pushState" : "replaceState"](null, "", wanted);
    } catch (refused) { /* some browsers let no file's address change; the filter works without */ }
    show();
  }
  function read() {
    var given = new URLSearchParams(location.search);
    chosen = {};
    facets.concat({ name: "q" }).forEach(function (facet) {
      if (given.get(facet.name)) chosen[facet.name] = given.get(facet.name).trim();
    });
    show();
  }
  window.addEventListener("popstate", read);
  cards.addEventListener("change", roles);
  document.addEventListener("click", function (event) { if (event.target.closest("[data-switch]")) roles(); });
  read();

  // -- taking it away ------------------------------------------------------------------------------
  function cellText(cell, ticks) {
    if (ticks && cell.querySelector(".i-check")) return "√";
    if (cell.classList.contains("no")) return "";
    var items = cell.querySelectorAll("li"), copied = cell.cloneNode(true);
    if (items.length) return Array.from(items, function (li) { return li.textContent.trim().replace(/[；;]+$/, ""); }).join("；");
    copied.querySelectorAll(".n, .vh, .i").forEach(function (part) { part.remove(); });
    copied.querySelectorAll("br, small").forEach(function (part) { part.before("\n"); });
    return copied.textContent.trim();
  }
  // The number of a matter is given as directory/number: a spreadsheet would make 2.1 of 2.10.
  function code(row) {
    var link = row.cells[0].querySelector(".n ~ a");
    return link ? decodeURI(link.getAttribute("href")).replace(/\.html.*$/, "").split("/").slice(-2).join("/") : "";
  }
  function sheet() {
    var numbered = Boolean(table.querySelector("tbody th .n"));
    var groups = facets.filter(function (facet) { return facet.group; });
    var head = (numbered ? ["编号"] : []).concat(groups.map(function (facet) { return facet.title; }), columns.map(function (column) { return column.title; }));
    return [head].concat(rows.filter(function (entry) { return !entry.row.hidden; }).map(function (entry) {
      var cells = groups.map(function (facet) { return entry.values[facet.name][0]; })
        .concat(columns.map(function (column) { return cellText(entry.row.cells[column.at], column.ticks); }));
      return (numbered ? [code(entry.row)] : []).concat(cells);
    })).map(function (line) {
      // What a spreadsheet would run as a formula gets an apostrophe, as in the catalogue's own downloads.
      return line.map(function (cell) { return /^[=+\-@\t\r]/.test(cell) ? "'" + cell : cell; });
    });
  }
  function copyRows() {
    var lines = sheet(), text = lines.map(function (line) {
      return line.map(function (cell) { return cell.replace(/\s+/g, " "); }).join("\t");
    }).join("\n");
    function done() { told.textContent = "已复制 " + (lines.length - 1) + " 行，可以粘贴到表格软件里。"; }
    function byHand() {
      var area = make("textarea", { class: "in", readonly: "", rows: "6", "aria-label": "表格文字" });
      area.value = text;
      told.after(area);
      area.select();
      if (document.execCommand("copy")) {
        area.remove();
        done();
        copy.focus();
      } else told.textContent = "浏览器不让网页复制。文字已选中，请按 Ctrl+C 复制。";
    }
    if (told.nextSibling.tagName === "TEXTAREA") told.nextSibling.remove();
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, byHand);
    else byHand();
  }
  function download() {
    var lines = sheet();
    var text = lines.map(function (line) {
      return line.map(function (cell) { return /[",\r\n]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell; }).join(",") + "\r\n";
    }).join("");
    var address = URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/csv;charset=utf-8" }));
    var link = make("a", { href: address, download: document.querySelector("h1").textContent.trim() + (conditions().length ? "（部分）" : "") + ".csv" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
    told.textContent = "已下载 " + (lines.length - 1) + " 行。";
  }
})();
