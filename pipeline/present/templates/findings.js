(function () {
  "use strict";
  var items = Array.prototype.slice.call(document.querySelectorAll("nav ol > li"));
  var keys = document.querySelector(".keys");
  if (keys && items.length > 1) keys.hidden = false;

  function numberIn(hash) {
    var found = /^#f(\d+)(-\d+)?$/.exec(hash);
    return found ? found[1] : null;
  }

  function show() {
    var number = numberIn(location.hash);
    document.querySelectorAll(".now").forEach(function (element) { element.classList.remove("now"); });
    if (number === null) return;
    document.querySelectorAll(".mark").forEach(function (mark) {
      if (mark.dataset.f.split(" ").indexOf(number) >= 0) mark.classList.add("now");
    });
    var item = document.getElementById("f" + number);
    if (!item) return;
    item.classList.add("now");
    if (location.hash === "#f" + number) item.focus({ preventScroll: true });
    else {
      var place = document.getElementById(location.hash.slice(1));
      var mark = place && place.parentNode.querySelector("#" + place.id + " ~ .mark");
      if (mark) mark.focus({ preventScroll: true });
      var list = item.closest("nav");
      if (getComputedStyle(list).position === "sticky") list.scrollTop = item.offsetTop - list.clientHeight / 3;
    }
  }

  function go(step) {
    var now = items.findIndex(function (item) { return item.id === "f" + numberIn(location.hash); });
    var next = now < 0 ? (step > 0 ? 0 : items.length - 1) : (now + step + items.length) % items.length;
    var item = items[next];
    if (!item) return;
    var link = item.querySelector("ul a");
    location.hash = link ? link.getAttribute("href") : "#" + item.id;
  }

  addEventListener("hashchange", show);
  addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
  show();
})();
