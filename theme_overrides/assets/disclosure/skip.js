// 跳到正文 leads to the title, past the path and the navigation beside it; without this script, to all of what the page holds.
(function () {
  "use strict";
  var skip = document.querySelector(".skip"), title = document.querySelector("#main h1");
  if (!skip || !title) return;
  skip.addEventListener("click", function (event) {
    event.preventDefault();
    title.tabIndex = -1;
    title.focus();
  });
})();
