/* How old this copy is, reckoned where it is read; loud after six months. */
(function () {
  "use strict";
  var LIMIT = 6;

  function day(name) {
    var meta = document.querySelector("meta[name='" + name + "']");
    var parts = meta && /^(\d{4})-(\d\d)-(\d\d)/.exec(meta.content);
    return parts ? new Date(+parts[1], +parts[2] - 1, +parts[3]) : null;
  }
  function months(since) {
    var now = new Date();
    var whole = (now.getFullYear() - since.getFullYear()) * 12 + now.getMonth() - since.getMonth();
    return now.getDate() < since.getDate() ? whole - 1 : whole;
  }
  function spell(count) { return count < 1 ? "less than a month" : count === 1 ? "1 month" : count + " months"; }
  function date(value) { return value.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" }); }

  document.querySelectorAll(".footer time").forEach(function (time) {
    var parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(time.dateTime);
    if (parts) time.textContent = date(new Date(+parts[1], +parts[2] - 1, +parts[3]));
  });

  var built = day("evidence-build-date");
  var checked = day("evidence-notices-checked");
  var place = document.querySelector("[data-age]");
  if (built && place) place.textContent = ", " + spell(months(built)) + " ago";

  var old = [];
  if (built && months(built) >= LIMIT) old.push("This copy was built on " + date(built) + ", " + spell(months(built)) + " ago.");
  if (checked && months(checked) >= LIMIT) {
    old.push("Corrections, expressions of concern and retractions were last looked for on " + date(checked) + ", " +
      spell(months(checked)) + " ago.");
  }
  if (!old.length) return;
  var aside = document.createElement("aside");
  aside.className = "age-warning";
  aside.setAttribute("aria-label", "Age of this copy");
  aside.innerHTML = '<div class="notice notice-concern"><p class="notice-title">This copy is old</p><p></p></div>';
  aside.querySelector("p:last-child").textContent = old.join(" ") + " Newer results or notices may exist.";
  document.querySelector(".page").before(aside);
})();
