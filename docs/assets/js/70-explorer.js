/*
 * The explorer: filters, sorts and shares a table that stands in the page. Its state lives in the address after "#"
 * (design=randomised&topic=a,b&q=words&sort=-year&columns=line&compare=x,y), which also works from file://, and with the back button.
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
  var MOST = 4;
  var compared = [];
  var columns = heads.map(function (head) { return { key: head.dataset.column, label: head.textContent, folded: "folded" in head.dataset }; });
  var shownColumns = {};

  function plain(value) {
    return value.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2010-\u2015\u2212]/g, "-").toLowerCase();
  }
  /* A study's id is the name of its page. */
  function id(row) {
    var link = row.querySelector("a[href]");
    return link ? link.getAttribute("href").replace(/^.*\//, "").replace(/\.html.*$/, "") : "";
  }
  var items = rows.map(function (row, place) {
    var facets = {};
    keys.forEach(function (key) { facets[key] = (row.getAttribute("data-f-" + key) || "").split(" ").filter(Boolean); });
    var hay = plain(row.dataset.search + " " + row.textContent);
    return { row: row, id: id(row), place: place, facets: facets, hay: hay + " " + hay.replace(/-/g, "") };
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
  var bib = element("button", "", "BibTeX");
  var filters = element("button", "filters-open");
  tools.append(share, csv, bib);
  var choice = element("details", "column-choice");
  var choices = element("div", "column-boxes");
  choice.append(element("summary", "", "Columns"), choices);
  var columnBoxes = columns.slice(1).map(function (column) {
    var label = element("label"), input = element("input");
    input.type = "checkbox";
    input.addEventListener("change", function () { shownColumns[column.key] = input.checked; push(); });
    label.append(input, element("span", "", column.label));
    choices.append(label);
    return { key: column.key, input: input };
  });
  tools.append(choice);
  var sheet = element("style");
  document.head.append(sheet);
  items.forEach(function (item) {
    var label = element("label", "pick"), input = element("input");
    input.type = "checkbox";
    input.addEventListener("change", function () {
      if (input.checked) compared = compared.concat(item.id);
      else compared = compared.filter(function (one) { return one !== item.id; });
      push();
    });
    label.append(input, element("span", "", "Compare"));
    label.firstChild.setAttribute("aria-label", "Compare " + (item.row.querySelector("a[href]") || item.row).textContent.trim());
    item.pick = input;
    item.row.cells[0].append(label);
  });
  var beside = element("section", "compared");
  beside.setAttribute("aria-label", "Side by side");
  beside.hidden = true;
  bar.append(filters, tools);
  var state = element("div", "explorer-state");
  var status = element("span");
  status.setAttribute("role", "status");
  var chips = element("span", "chips");
  var clear = element("button", "text-button", "Clear");
  state.append(status, chips, clear);
  table.before(beside, state);
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

  function isShown(column) { return column.key in shownColumns ? shownColumns[column.key] : !column.folded; }
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
    var other = columns.filter(function (column) { return isShown(column) === column.folded; }).map(function (column) { return column.key; });
    if (other.length) parts.push("columns=" + other.join(","));
    if (compared.length) parts.push("compare=" + compared.map(encodeURIComponent).join(","));
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
    var other = (wanted.columns || "").split(",");
    shownColumns = {};
    columns.forEach(function (column) { if (other.indexOf(column.key) >= 0) shownColumns[column.key] = column.folded; });
    var known = items.map(function (item) { return item.id; });
    compared = (wanted.compare || "").split(",").map(decode).filter(function (one, place, all) {
      return one && known.indexOf(one) >= 0 && all.indexOf(one) === place;
    }).slice(0, MOST);
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

  /* The facets that a study fails: none, one, or more than one (null). Words count as a facet that is always in force. */
  function fails(item, words, active) {
    if (!words.every(function (word) { return item.hay.indexOf(word) >= 0; })) return null;
    var failed = "";
    for (var n = 0; n < active.length; n += 1) {
      var mine = item.facets[active[n].key];
      if (active[n].values.some(function (value) { return mine.indexOf(value) >= 0; })) continue;
      if (failed) return null;
      failed = active[n].key;
    }
    return failed;
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
  var lastSort = "false";
  function apply() {
    var words = plain(text.value).split(/\s+/).filter(Boolean);
    var active = keys.map(function (key) { return { key: key, values: chosen(key) }; }).filter(function (facet) { return facet.values.length; });
    var counts = {}, shown = [];
    keys.forEach(function (key) { counts[key] = {}; });
    function count(item, key) {
      item.facets[key].forEach(function (value) { counts[key][value] = (counts[key][value] || 0) + 1; });
    }
    items.forEach(function (item) {
      var failed = fails(item, words, active);
      var hide = failed !== "";
      if (item.row.hidden !== hide) item.row.hidden = hide;
      if (!hide) { shown.push(item); keys.forEach(function (key) { count(item, key); }); }
      else if (failed) count(item, failed);
    });
    var sorted = sort.key + sort.down;
    if (sorted !== lastSort) {
      lastSort = sorted;
      body.append.apply(body, order(items).map(function (item) { return item.row; }));
    }
    heads.forEach(function (head) {
      if (head.dataset.key && head.dataset.key === sort.key) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    boxes.forEach(function (input) {
      var number = counts[input.name][input.value] || 0;
      input.parentElement.querySelector("output").textContent = number;
      input.parentElement.classList.toggle("is-empty", !number);
    });
    var picked = boxes.filter(function (input) { return input.checked; });
    chips.replaceChildren.apply(chips, picked.map(chip));
    clear.hidden = !picked.length && !words.length;
    filters.textContent = "Filters" + (picked.length ? " (" + picked.length + ")" : "");
    status.textContent = shown.length === items.length ? items.length + " " + noun : shown.length + " of " + items.length + " " + noun;
    sheet.textContent = columns.map(function (column, place) {
      return isShown(column) ? "" : ".explorer .explorer-results > .records tr > :nth-child(" + (place + 1) + "){display:none}";
    }).join("");
    columnBoxes.forEach(function (one) { one.input.checked = isShown(columns.filter(function (column) { return column.key === one.key; })[0]); });
    compare();
    table.hidden = !shown.length;
    none.hidden = shown.length > 0;
  }

  /* Up to four studies side by side: one column a study, every column of the table as a row. */
  function compare() {
    var full = compared.length >= MOST;
    items.forEach(function (item) {
      var on = compared.indexOf(item.id) >= 0;
      if (item.pick.checked !== on) item.pick.checked = on;
      if (item.pick.disabled !== (full && !on)) item.pick.disabled = full && !on;
    });
    beside.hidden = !compared.length;
    if (!compared.length) { beside.replaceChildren(); return; }
    var chosenItems = compared.map(function (one) { return items.filter(function (item) { return item.id === one; })[0]; });
    var head = element("h2", "", compared.length < 2 ? "Side by side: choose up to three more" : "Side by side");
    var close = element("button", "text-button", "Clear the comparison");
    close.addEventListener("click", function () { compared = []; push(); text.focus(); });
    var made = element("table", "side-by-side"), wrap = element("div", "scroll");
    columns.forEach(function (column, place) {
      var row = made.insertRow();
      var first = element("th", "", column.label);
      first.scope = "row";
      row.append(first);
      chosenItems.forEach(function (item) {
        var cell = element(place ? "td" : "th");
        if (!place) cell.scope = "col";
        cell.append.apply(cell, Array.from(item.row.cells[place].cloneNode(true).childNodes).filter(function (node) {
          return !(node.classList && node.classList.contains("pick"));
        }));
        row.append(cell);
      });
    });
    made.createTHead().append(made.rows[0]);
    wrap.append(made);
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "region");
    wrap.setAttribute("aria-label", "Studies side by side");
    beside.replaceChildren(head, wrap, close);
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
    copy.querySelectorAll("svg, .pick").forEach(function (mark) { mark.remove(); });
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
    download(noun.replace(/\s+/g, "-") + ".csv", "text/csv", "\ufeff" + lines.map(function (line) { return line.join(","); }).join("\r\n") + "\r\n");
  }
  function download(name, type, content) {
    var link = element("a");
    link.href = URL.createObjectURL(new Blob([content], { type: type + ";charset=utf-8" }));
    link.download = name;
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }
  /* The references come in a script of their own, loaded when they are asked for; this works from file:// too. */
  function references() {
    if (window.EVIDENCE_REFERENCES) { saveReferences(); return; }
    var script = element("script");
    script.src = "assets/explorer-references.js";
    script.addEventListener("load", saveReferences);
    script.addEventListener("error", function () { status.textContent = "The references could not be loaded."; });
    document.head.append(script);
  }
  function saveReferences() {
    var held = window.EVIDENCE_REFERENCES, found = {};
    items.forEach(function (item) {
      if (!item.row.hidden) (held.studies[item.id] || []).forEach(function (source) { found[source] = held.entries[source]; });
    });
    download(noun.replace(/\s+/g, "-") + ".bib", "application/x-bibtex", Object.keys(found).sort().map(function (key) { return found[key]; }).join("\n"));
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
  bib.addEventListener("click", references);
  window.addEventListener("popstate", read);
  window.addEventListener("hashchange", read);
  read();
})();
