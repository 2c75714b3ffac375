// The switches of the strip: only where scripts run, for they do nothing without. Each says what pressing it does; modes.js says by the
// root's attributes which of two words is seen, and hears the press. Reading aloud is offered by read-aloud.js.
(function () {
  "use strict";
  var list = document.querySelector(".switches");
  if (!list) return;
  function make(name, attributes, inside) {
    var element = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    element.append.apply(element, inside || []);
    return element;
  }
  function item(attributes, inside) {
    attributes.type = "button";
    return make("li", {}, [make("button", attributes, inside)]);
  }
  function icon(name) { return make("i", { class: "i i-" + name }); }
  list.prepend(
    item({ hidden: "", "data-read": "start" }, [icon("talk"), make("span", {}, ["朗读"])]),
    item({ hidden: "", "data-read": "pause" }, [make("span", {}, ["暂停"])]),
    item({ "data-switch": "size" }, [icon("big"), make("span", { class: "when-off" }, ["大字版"]), make("span", { class: "when-on" }, ["标准版"])]),
    item({ "data-switch": "script", translate: "no" }, [make("span", { class: "when-off", lang: "zh-Hant" }, ["繁體"]), make("span", { class: "when-on" }, ["简体"])]));
})();
