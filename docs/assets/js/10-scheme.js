/* The colour scheme: follows the system until the reader chooses, and remembers the choice. */
(function () {
  "use strict";
  var slot = document.querySelector("[data-slot='scheme']");
  if (!slot) return;
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  var button = document.createElement("button");
  button.type = "button";
  button.className = "icon-button";
  button.innerHTML = '<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><circle cx="10" cy="10" r="7" ' +
    'fill="none" stroke="currentColor" stroke-width="2"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/></svg>';
  slot.appendChild(button);

  function kept() { try { return localStorage.getItem("evidence-scheme"); } catch (refused) { return null; } }
  function keep(scheme) {
    try {
      if ((scheme === "slate") === system.matches) localStorage.removeItem("evidence-scheme");
      else localStorage.setItem("evidence-scheme", scheme);
    } catch (refused) { /* the choice then holds for this page */ }
  }
  function show(scheme) {
    document.body.setAttribute("data-md-color-scheme", scheme);
    button.setAttribute("aria-label", scheme === "slate" ? "Use light colours" : "Use dark colours");
  }
  function current() { return document.body.getAttribute("data-md-color-scheme"); }

  button.addEventListener("click", function () {
    var scheme = current() === "slate" ? "default" : "slate";
    keep(scheme);
    show(scheme);
  });
  system.addEventListener("change", function () { if (!kept()) show(system.matches ? "slate" : "default"); });
  show(current());
})();
