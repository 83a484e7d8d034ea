(function () {
  "use strict";

  function byId(id) { return id ? document.getElementById(id) : null; }
  function all(what, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(what)); }

  // a figure in the list (f12) and its mark on the page (mf12) show each other
  function partner(id) { return byId(id.charAt(0) === "m" ? id.slice(1) : "m" + id); }
  function centre(element) {
    if (element) element.scrollIntoView({ block: "center", inline: "nearest" });
  }
  function markOf(anchor) {  // in a text, the anchor is an empty span before the words
    return anchor && anchor.tagName === "SPAN" ? anchor.parentNode.querySelector("a[data-to='" + anchor.id.slice(1) + "']") : anchor;
  }
  function light(id) {
    all(".now").forEach(function (element) { element.classList.remove("now"); });
    var one = byId(id), other = one && partner(id);
    [markOf(one), markOf(other)].forEach(function (element) {
      if (element && element.classList) element.classList.add("now");
    });
    return [one, other];
  }
  function follow(id, focus) {
    var pair = light(id);
    var row = id.charAt(0) === "m" ? pair[1] : pair[0], mark = id.charAt(0) === "m" ? pair[0] : pair[1];
    if (!row && !mark) return;
    var narrow = matchMedia("(max-width: 60rem)").matches;
    if (narrow) centre(markOf(pair[0]));
    else { centre(markOf(mark)); centre(row); }
    if (focus && row && row.focus) row.focus({ preventScroll: true });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-to]") : null;
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    var id = link.getAttribute("data-to");
    history.replaceState(null, "", "#" + id);
    follow(id, id.charAt(0) !== "m");
  });
  function here() {
    var id = decodeURIComponent(location.hash.slice(1));
    if (/^m?[ft]\d+$/.test(id) && document.querySelector("[data-to]")) follow(id, false);
    findings();
  }
  addEventListener("hashchange", here);

  // the findings of a draft: n and p go from one to the next
  function numberIn(hash) { var found = /^#f(\d+)(-\d+)?$/.exec(hash); return found ? found[1] : null; }
  function findings() {
    var number = numberIn(location.hash), list = document.querySelector(".pane.list");
    if (!list || number === null) return;
    all(".now").forEach(function (element) { element.classList.remove("now"); });
    all(".mark").forEach(function (mark) {
      if (mark.dataset.f.split(" ").indexOf(number) >= 0) mark.classList.add("now");
    });
    var item = byId("f" + number);
    if (!item) return;
    item.classList.add("now");
    if (location.hash === "#f" + number) item.focus({ preventScroll: true });
    else if (!matchMedia("(max-width: 60rem)").matches) centre(item);
    if (location.hash !== "#f" + number) { var at = byId(location.hash.slice(1)); centre(at && at.nextElementSibling); }
  }
  function go(step) {
    var items = all(".finding");
    var now = items.findIndex(function (item) { return item.id === "f" + numberIn(location.hash); });
    var item = items[now < 0 ? (step > 0 ? 0 : items.length - 1) : (now + step + items.length) % items.length];
    if (!item) return;
    var link = item.querySelector(".spots a");
    location.hash = link ? link.getAttribute("href") : "#" + item.id;
  }
  addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (!document.querySelector(".finding")) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });

  // files dropped anywhere on the frame are sent at once, and so are chosen ones
  function send(form) {
    var input = form.querySelector("input[type=file]");
    if (!input.files.length) return;
    form.querySelector(".sending").textContent = "Đang gửi " + (input.files.length > 1 ? input.files.length + " tệp" : input.files[0].name) + " …";
    if (form.requestSubmit) form.requestSubmit(); else form.submit();
  }
  all("form[data-drop]").forEach(function (form) {
    var input = form.querySelector("input[type=file]");
    ["dragenter", "dragover"].forEach(function (name) {
      form.addEventListener(name, function (event) { event.preventDefault(); form.classList.add("over"); });
    });
    ["dragleave", "drop"].forEach(function (name) {
      form.addEventListener(name, function (event) { event.preventDefault(); form.classList.remove("over"); });
    });
    form.addEventListener("drop", function (event) {
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      send(form);
    });
    input.addEventListener("change", function () { send(form); });
  });
  ["dragover", "drop"].forEach(function (name) {  // a file dropped beside the frame doesn't replace the page
    addEventListener(name, function (event) { if (!event.target.closest || !event.target.closest("form[data-drop]")) event.preventDefault(); });
  });

  // a form is sent once; the name typed once is there the next time
  addEventListener("submit", function (event) {
    var form = event.target;
    all("[data-remember]", form).forEach(function (input) {
      try { localStorage.setItem("baocao-" + input.dataset.remember, input.value); } catch (error) { return; }
    });
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    setTimeout(function () { all("button", form).forEach(function (button) { button.disabled = true; }); });
  });
  addEventListener("pageshow", function () { all("form button[disabled]").forEach(function (button) { button.disabled = false; }); });
  function remembered(inside) {
    all("[data-remember]", inside).forEach(function (input) {
      try { if (!input.value) input.value = localStorage.getItem("baocao-" + input.dataset.remember) || ""; } catch (error) { return; }
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button[data-fill]") : null;
    if (button) { byId(button.dataset.fill).value = button.dataset.with; byId(button.dataset.fill).focus(); }
  });
  all("input[data-only]").forEach(function (box) {
    box.addEventListener("change", function () { document.body.classList.toggle("only", box.checked); });
  });
  all("select[data-go]").forEach(function (box) {
    box.addEventListener("change", function () { box.form.requestSubmit(); });
  });

  // what the server refuses to a part of a page is told at the top
  function tell(text) {
    var notice = byId("notice");
    notice.textContent = text;
    notice.hidden = !text;
    if (text) notice.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("htmx:responseError", function (event) {
    var page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    var told = page.querySelector(".error, main p");
    tell(told ? told.textContent.trim() : "Máy chủ không trả lời được; hãy tải lại trang rồi thử lại.");
  });
  document.addEventListener("htmx:sendError", function () {
    tell("Không nối được với máy chủ. Hãy kiểm tra chương trình còn chạy không, rồi tải lại trang.");
  });
  document.addEventListener("htmx:load", function (event) {
    tell("");
    var row = event.detail.elt;
    remembered(row);
    if (row && row.matches && row.matches("li.figure:not(.editing)")) {
      var link = row.querySelector(".edit");
      if (link) link.focus();
      var mark = byId("m" + row.id), spot = markOf(mark);
      if (spot) ["unsure", "corrected", "dropped"].forEach(function (kind) { spot.classList.toggle(kind, row.classList.contains(kind)); });
    }
  });
  var keys = document.querySelector(".keys");
  if (keys && document.querySelectorAll(".finding").length > 1) keys.hidden = false;
  all("[data-end]").forEach(function (box) { box.scrollLeft = box.scrollWidth; });
  remembered(document);
  here();
})();
