/* What a term means and where a number was read: on hover, on focus, and on tap. Escape closes. */
(function () {
  "use strict";
  var tip = null, owner = null, timer = 0;

  document.querySelectorAll("abbr[title]").forEach(function (abbr) {
    abbr.dataset.tip = abbr.title;
    abbr.removeAttribute("title");
    abbr.tabIndex = 0;
  });

  function close() {
    if (!tip) return;
    window.clearTimeout(timer);
    owner.removeAttribute("aria-describedby");
    tip.remove();
    tip = owner = null;
  }
  function later() { window.clearTimeout(timer); timer = window.setTimeout(close, 200); }

  function open(target, tapped) {
    if (owner === target) { window.clearTimeout(timer); return; }
    close();
    owner = target;
    tip = document.createElement("div");
    tip.className = "tip";
    tip.id = "tip";
    tip.setAttribute("role", "tooltip");
    tip.textContent = target.dataset.tip;
    if (tapped && target.href) {
      var link = document.createElement("a");
      link.href = target.href;
      link.textContent = "Open";
      tip.append(document.createElement("br"), link);
    }
    tip.addEventListener("pointerenter", function () { window.clearTimeout(timer); });
    tip.addEventListener("pointerleave", later);
    (target.closest("dialog") || document.querySelector("main") || document.body).appendChild(tip);
    target.setAttribute("aria-describedby", "tip");
    place(target.getClientRects()[0] || target.getBoundingClientRect());
  }
  function place(box) {
    var left = Math.max(16, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 16));
    var below = box.bottom + 6;
    var top = below + tip.offsetHeight > window.innerHeight ? Math.max(4, box.top - tip.offsetHeight - 6) : below;
    tip.style.left = left + window.scrollX + "px";
    tip.style.top = top + window.scrollY + "px";
  }
  function found(event) { return event.target.closest ? event.target.closest("[data-tip]") : null; }

  var touched = false;
  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType !== "mouse";
    if (tip && !tip.contains(event.target) && !found(event)) close();
  });
  document.addEventListener("pointerover", function (event) {
    var target = event.pointerType === "mouse" && found(event);
    if (target) open(target, false);
  });
  document.addEventListener("pointerout", function (event) { if (owner && found(event) === owner && event.pointerType === "mouse") later(); });
  document.addEventListener("focusin", function (event) { if (found(event) && !touched) open(found(event), false); });
  document.addEventListener("focusout", function (event) { if (owner && found(event) === owner) later(); });
  document.addEventListener("click", function (event) {
    var target = found(event);
    if (!target || !touched) return;
    if (owner !== target) event.preventDefault();
    open(target, true);
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
})();
