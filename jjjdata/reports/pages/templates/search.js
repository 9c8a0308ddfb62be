"use strict";
(function () {
  var box = document.getElementById("search");
  if (!box) { return; }
  box.hidden = false; // without scripts it would do nothing
  var none = document.getElementById("no-match");
  var items = Array.prototype.slice.call(document.querySelectorAll("ul.reports li"));
  function filter() {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    items.forEach(function (item) {
      var text = item.getAttribute("data-words");
      item.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
    });
    document.querySelectorAll("main section").forEach(function (section) {
      section.hidden = !section.querySelector("li:not([hidden])");
    });
    none.hidden = items.some(function (item) { return !item.hidden; });
  }
  box.addEventListener("input", filter);
  filter();
})();
