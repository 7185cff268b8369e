/*
 * The explorer: filters, sorts and shares a table that stands in the page. Its state lives in the address after "#"
 * (design=randomised&topic=a,b&q=words&sort=-year), which also works from file://, and with the back button.
 */
(function () {
  "use strict";
  var box = document.querySelector("[data-explorer]");
  if (!box) return;
  var noun = box.dataset.noun;
  var table = box.querySelector("table");
  var body = table.tBodies[0];
  var rows = Array.from(body.rows);
  var form = box.querySelector("[data-facets]");
  var text = box.querySelector("[data-explorer-text]");
  var boxes = Array.from(form.querySelectorAll("input[type=checkbox]"));
  var keys = Array.from(form.querySelectorAll("[data-facet]")).map(function (set) { return set.dataset.facet; });
  var heads = Array.from(table.tHead.rows[0].cells);
  var sort = { key: "", down: false };

  function plain(value) {
    return value.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2010-\u2015\u2212]/g, "-").toLowerCase();
  }
  var items = rows.map(function (row, place) {
    var facets = {};
    keys.forEach(function (key) { facets[key] = (row.getAttribute("data-f-" + key) || "").split(" "); });
    var hay = plain(row.dataset.search + " " + row.textContent);
    return { row: row, place: place, facets: facets, hay: hay + " " + hay.replace(/-/g, "") };
  });

  /* --- parts that need scripts are made here ---------------------------------------------------------------- */

  function element(tag, css, words) {
    var made = document.createElement(tag);
    if (css) made.className = css;
    if (words) made.textContent = words;
    if (tag === "button") made.type = "button";
    return made;
  }
  var bar = box.querySelector(".explorer-bar");
  var tools = element("div", "actions");
  var share = element("button", "", "Share this view");
  var csv = element("button", "", "CSV");
  var filters = element("button", "filters-open");
  tools.append(share, csv);
  bar.append(filters, tools);
  var state = element("div", "explorer-state");
  var status = element("span");
  status.setAttribute("role", "status");
  var chips = element("span", "chips");
  var clear = element("button", "text-button", "Clear");
  state.append(status, chips, clear);
  table.before(state);
  var none = element("p", "none-left", "No " + noun + " left. Take a filter away.");
  none.hidden = true;
  table.after(none);

  heads.forEach(function (head) {
    if (!head.dataset.sort) return;
    var button = element("button", "", head.textContent);
    head.textContent = "";
    head.append(button);
    button.addEventListener("click", function () {
      var first = head.dataset.sort === "number";
      if (sort.key !== head.dataset.key) sort = { key: head.dataset.key, down: first };
      else if (sort.down === first) sort.down = !first;
      else sort = { key: "", down: false };
      push();
    });
  });

  /* --- state ------------------------------------------------------------------------------------------------ */

  function chosen(key) {
    return boxes.filter(function (input) { return input.name === key && input.checked; }).map(function (input) { return input.value; });
  }
  function write() {
    var parts = [];
    keys.forEach(function (key) {
      var values = chosen(key);
      if (values.length) parts.push(key + "=" + values.map(encodeURIComponent).join(","));
    });
    if (text.value.trim()) parts.push("q=" + encodeURIComponent(text.value.trim()));
    if (sort.key) parts.push("sort=" + (sort.down ? "-" : "") + sort.key);
    return parts.length ? "#" + parts.join("&") : "";
  }
  function decode(value) { try { return decodeURIComponent(value.replace(/\+/g, " ")); } catch (broken) { return ""; } }
  function read() {
    var wanted = {};
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at > 0) wanted[part.slice(0, at)] = part.slice(at + 1);
    });
    boxes.forEach(function (input) {
      input.checked = (wanted[input.name] || "").split(",").map(decode).indexOf(input.value) >= 0;
    });
    text.value = decode(wanted.q || "");
    var key = wanted.sort || "";
    sort = { key: key.replace(/^-/, ""), down: key[0] === "-" };
    apply();
  }
  /* A choice is a step of the back button; a letter typed is not. */
  function put(how) {
    var address = location.href.split("#")[0] + write();
    if (address !== location.href) history[how](null, "", address);
    apply();
  }
  function push() { put("pushState"); }

  /* --- view ------------------------------------------------------------------------------------------------- */

  function passes(item, words, active, but) {
    return words.every(function (word) { return item.hay.indexOf(word) >= 0; }) && active.every(function (facet) {
      return facet.key === but || facet.values.some(function (value) { return item.facets[facet.key].indexOf(value) >= 0; });
    });
  }
  function value(item, place) {
    var held = item.row.cells[place].dataset.value;
    return held === undefined ? null : held;
  }
  /* Rows without a value come last whichever way the others go. */
  function order(shown) {
    var place = heads.findIndex(function (head) { return head.dataset.key === sort.key && sort.key; });
    if (place < 0) return shown;
    var number = heads[place].dataset.sort === "number";
    return shown.slice().sort(function (a, b) {
      var x = value(a, place), y = value(b, place);
      if (x === null || y === null) return (x === null) - (y === null) || a.place - b.place;
      var way = number ? x - y : x.localeCompare(y, "en-GB", { numeric: true });
      return (sort.down ? -way : way) || a.place - b.place;
    });
  }
  function chip(input) {
    var words = input.parentElement.querySelector("span").textContent;
    var button = element("button", "chip", words + " ×");
    button.setAttribute("aria-label", "Remove filter: " + words);
    button.addEventListener("click", function () { input.checked = false; push(); text.focus(); });
    return button;
  }
  function apply() {
    var words = plain(text.value).split(/\s+/).filter(Boolean);
    var active = keys.map(function (key) { return { key: key, values: chosen(key) }; }).filter(function (facet) { return facet.values.length; });
    var shown = items.filter(function (item) { return passes(item, words, active, null); });
    items.forEach(function (item) { item.row.hidden = true; });
    order(items).forEach(function (item) { body.append(item.row); });
    shown.forEach(function (item) { item.row.hidden = false; });
    heads.forEach(function (head) {
      if (head.dataset.key && head.dataset.key === sort.key) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    keys.forEach(function (key) {
      var rest = items.filter(function (item) { return passes(item, words, active, key); });
      boxes.filter(function (input) { return input.name === key; }).forEach(function (input) {
        var count = rest.filter(function (item) { return item.facets[key].indexOf(input.value) >= 0; }).length;
        input.parentElement.querySelector("output").textContent = count;
        input.parentElement.classList.toggle("is-empty", !count);
      });
    });
    var picked = boxes.filter(function (input) { return input.checked; });
    chips.replaceChildren.apply(chips, picked.map(chip));
    clear.hidden = !picked.length && !words.length;
    filters.textContent = "Filters" + (picked.length ? " (" + picked.length + ")" : "");
    status.textContent = shown.length === items.length ? items.length + " " + noun : shown.length + " of " + items.length + " " + noun;
    table.hidden = !shown.length;
    none.hidden = shown.length > 0;
  }

  /* --- what leaves the page --------------------------------------------------------------------------------- */

  /* A cell that begins like a formula is made text, so that a spreadsheet does not run it. */
  function quote(words) {
    var clean = words.replace(/\s+/g, " ").trim();
    if (/^[=+@\t-]/.test(clean)) clean = "'" + clean;
    return '"' + clean.replace(/"/g, '""') + '"';
  }
  function said(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll("svg").forEach(function (mark) { mark.remove(); });
    copy.querySelectorAll(".under, .depth, br, .notice-flag").forEach(function (part) { part.before("; "); });
    return copy.textContent.replace(/\s+/g, " ").replace(/(?:\s*;\s*)+/g, "; ").replace(/^; /, "");
  }
  function save() {
    var lines = [heads.map(function (head) { return quote(head.textContent); }).concat(quote("Page"))];
    Array.from(body.rows).forEach(function (row) {
      if (row.hidden) return;
      var link = row.querySelector("a[href]");
      lines.push(Array.from(row.cells).map(function (cell) { return quote(said(cell)); }).concat(quote(link ? link.getAttribute("href") : "")));
    });
    var blob = new Blob(["\ufeff" + lines.map(function (line) { return line.join(","); }).join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
    var link = element("a");
    link.href = URL.createObjectURL(blob);
    link.download = noun.replace(/\s+/g, "-") + ".csv";
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }
  function copied() {
    var address = location.href;
    function tell(words) { status.textContent = words; window.setTimeout(apply, 4000); }
    if (!navigator.clipboard) { tell("Copy the address of this page: it holds the view."); return; }
    navigator.clipboard.writeText(address).then(
      function () { tell("Address of this view copied."); },
      function () { tell("Copy the address of this page: it holds the view."); });
  }

  form.addEventListener("change", push);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  text.addEventListener("input", function () { put("replaceState"); });
  clear.addEventListener("click", function () {
    boxes.forEach(function (input) { input.checked = false; });
    text.value = "";
    push();
    text.focus();
  });
  filters.addEventListener("click", function () {
    var open = form.classList.toggle("is-open");
    filters.setAttribute("aria-expanded", String(open));
  });
  filters.setAttribute("aria-expanded", "false");
  share.addEventListener("click", copied);
  csv.addEventListener("click", save);
  window.addEventListener("popstate", read);
  window.addEventListener("hashchange", read);
  read();
})();
