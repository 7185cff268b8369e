/* Marks the section being read in the contents at the right. */
(function () {
  "use strict";
  var list = document.querySelector("[data-contents]");
  if (!list) return;
  var links = Array.from(list.querySelectorAll("a"));
  var heads = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  var waiting = false;

  function mark() {
    waiting = false;
    var here = 0;
    var atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    heads.forEach(function (head, index) {
      if (head && (head.getBoundingClientRect().top < window.innerHeight * 0.3)) here = index;
    });
    if (atEnd && window.scrollY > 0) here = links.length - 1;
    links.forEach(function (link, index) {
      if (index === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  }
  function soon() { if (!waiting) { waiting = true; window.requestAnimationFrame(mark); } }
  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon);
  if (links.length) mark();
})();
