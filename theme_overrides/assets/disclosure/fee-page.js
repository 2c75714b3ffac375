// The page 算信息处理费: one number in, the fee tier by tier out. What was asked stands in the address.
(function () {
  "use strict";
  var form = document.getElementById("fee");
  if (!form) return;
  var fees = window.disclosureLaw.fees, MOST = 9999;
  var answer = document.getElementById("answer"), shown = document.getElementById("shown");

  function make(tag, options) {
    var made = document.createElement(tag);
    Object.keys(options || {}).forEach(function (name) { made.setAttribute(name, options[name]); });
    Array.prototype.slice.call(arguments, 2).forEach(function (part) { if (part) made.append(part); });
    return made;
  }
  function yuan(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, ",") + " 元"; }
  function by() { return form.elements.by.value; }
  function sync() {
    form.querySelectorAll("[data-by]").forEach(function (field) { field.hidden = field.dataset.by !== by(); });
  }
  function clear() {
    answer.textContent = "";
    shown.textContent = "";
    Object.keys(fees).forEach(function (code) { error(code, ""); });
  }
  function error(code, text) {
    var box = document.getElementById(code + "-error"), control = document.getElementById(code);
    box.textContent = text;
    box.hidden = !text;
    box.closest(".fld").classList.toggle("bad", Boolean(text));
    if (text) {
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", box.id);
      control.focus();
    } else {
      control.removeAttribute("aria-invalid");
      control.removeAttribute("aria-describedby");
    }
  }

  function show() {
    var code = by(), tariff = fees[code], unit = tariff.unit, text = document.getElementById(code).value.trim();
    var n = /^\d+$/.test(text.normalize("NFKC")) ? +text.normalize("NFKC") : 0;
    clear();
    if (n < 1 || n > MOST) {
      error(code, text ? "“" + text + "”不行，请填 1 到 " + MOST + " 之间的整数" : "请填有几" + unit);
      return;
    }
    var charges = window.disclosureFee(tariff, n), sum = 0, body = make("tbody");
    charges.forEach(function (charge) {
      var count = charge.last - charge.first + 1, amount = count * charge.price;
      sum += amount;
      body.append(make("tr", {}, make("th", { scope: "row" }, "第 " + charge.first + (count > 1 ? "—" + charge.last : "") + " " + unit),
        make("td", { "class": "r", "data-l": "数量" }, count + " " + unit), make("td", { "class": "r", "data-l": "每" + unit }, charge.price ? charge.price + " 元" : "不收"),
        make("td", { "class": "r", "data-l": "小计" }, yuan(amount))));
    });
    body.append(make("tr", { "class": "tot" }, make("th", { scope: "row" }, "合计"), make("td", { "class": "r", "data-l": "数量" }, n + " " + unit), make("td", { "data-l": "" }), make("td", { "class": "r", "data-l": "小计" }, yuan(sum))));
    answer.append(make("section", { "class": "answer" }, make("h2", {}, n + " " + unit + "，" + (sum ? "最多收" : "")),
      make("p", { "class": "d" }, sum ? yuan(sum) : "不收费"),
      make("p", {}, sum ? "是不是收、按哪一种收，由行政机关决定并通知您；没有收到收费通知，不用交。" : "没有超过不收费的数量。")));
    shown.append(make("section", {}, make("h2", {}, "一档一档算"),
      make("div", { "class": "tbl", tabindex: "0", role: "region", "aria-label": "一档一档算，可左右滚动" }, make("table", { "class": "stack" },
        make("caption", { "class": "vh" }, "每一档的数量、单价和小计"),
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "档"), make("th", { "class": "r", scope: "col" }, "数量"), make("th", { "class": "r", scope: "col" }, "每" + unit), make("th", { "class": "r", scope: "col" }, "小计"))), body))));
  }

  form.addEventListener("change", function (event) {
    if (event.target.name === "by") {
      clear();
      sync();
    }
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var query = new URLSearchParams();
    query.set(by(), document.getElementById(by()).value.trim());
    history.replaceState(null, "", "?" + query + location.hash);
    show();
    answer.scrollIntoView({ block: "nearest" });
  });

  form.hidden = false;
  var query = new URLSearchParams(location.search);
  Object.keys(fees).forEach(function (code) {
    if (!query.has(code)) return;
    form.querySelector('[value="' + code + '"]').checked = true;
    document.getElementById(code).value = query.get(code).slice(0, 8);
  });
  sync();
  if (location.search.length > 1) show();
})();
