/* The sections on a phone: a button that opens them. Without scripts they stand open. */
(function () {
  "use strict";
  var slot = document.querySelector("[data-slot='menu']");
  var tabs = document.getElementById("tabs");
  if (!slot || !tabs) return;
  var button = document.createElement("button");
  button.type = "button";
  button.className = "icon-button";
  button.setAttribute("aria-label", "Sections");
  button.setAttribute("aria-controls", "tabs");
  button.innerHTML = '<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M2 5h16M2 10h16M2 15h16" ' +
    'stroke="currentColor" stroke-width="2"/></svg>';
  slot.appendChild(button);

  function set(open) {
    tabs.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
  }
  button.addEventListener("click", function () { set(!tabs.classList.contains("is-open")); });
  tabs.addEventListener("keydown", function (event) { if (event.key === "Escape") { set(false); button.focus(); } });
  set(false);
})();
