/*
 * Search. Nothing is loaded before the box is opened; then assets/search/index.js sets
 *   window.EVIDENCE_SEARCH = {docs: [{t: title, u: address from the site's root, k: kind, x: text, a: [other names]}]}
 * and assets/search/lunr.js is lunr. Classic scripts, so that both work from file://.
 */
(function () {
  "use strict";
  var slot = document.querySelector("[data-slot='search']");
  if (!slot || !window.HTMLDialogElement) return;
  var root = new URL("../", document.currentScript.src);
  var LABEL = "Search studies, drugs, endpoints";
  var SHOWN = 40;
  var dialog, field, status, list, engine = null, active = -1;

  /* --- words ---------------------------------------------------------------------------------------------- */

  /* Small letters without accents; every dash becomes "-", so that PEMBRO‑RT is found however it is typed. */
  function plain(text) {
    return String(text).normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2010-\u2015\u2212]/g, "-").toLowerCase();
  }
  /* "PEMBRO-RT" gives pembro-rt, pembrort, pembro, rt; a DOI or a registry number stays whole as well. */
  function words(text) {
    var out = [];
    plain(text).split(/[\s,;:()[\]"'|]+/).forEach(function (raw) {
      var word = raw.replace(/^[^\p{L}\p{N}<>≥≤+]+|[^\p{L}\p{N}+%]+$/gu, "");
      if (!word) return;
      out.push(word);
      var parts = word.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      if (parts.length > 1) out.push.apply(out, parts.concat(parts.join("")));
    });
    return out;
  }
  /* Words as typed: a hyphenated one counts as one. */
  function typed(text) {
    return plain(text).split(/[\s,;:()[\]"'|]+/).map(function (raw) { return raw.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, ""); })
      .filter(Boolean);
  }

  /* --- the index ------------------------------------------------------------------------------------------ */

  function load(path) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = new URL(path, root).href;
      script.onload = done;
      script.onerror = function () { failed(new Error(path)); };
      document.head.appendChild(script);
    });
  }
  function build() {
    var docs = window.EVIDENCE_SEARCH.docs;
    var lunr = window.lunr;
    var builder = new lunr.Builder();
    var stem = lunr.stemmer;
    /* The word and its stem: "metastasis" then finds "metastases", and prefixes still work on the word itself. */
    function both(token) {
      var stemmed = stem(token.clone());
      return stemmed.toString() === token.toString() ? token : [token, stemmed];
    }
    lunr.Pipeline.registerFunction(both, "wordAndStem");
    builder.pipeline.add(both);
    builder.searchPipeline.add(both);
    builder.ref("n");
    builder.field("t", { boost: 12 });
    builder.field("a", { boost: 8 });
    builder.field("x");
    docs.forEach(function (doc, index) {
      builder.add({ n: index, t: words(doc.t), a: words((doc.a || []).join(" ")), x: words(doc.x || "") });
    });
    return { docs: docs, index: builder.build() };
  }
  function ready() {
    if (!engine) {
      engine = Promise.all([load("assets/search/index.js"), load("assets/search/lunr.js")]).then(build);
    }
    return engine;
  }

  /* Pages that hold one word: exactly, as a beginning, or, if neither, with one letter wrong. */
  function hits(index, word) {
    var lunr = window.lunr;
    function ask(fill) {
      var scores = new Map();
      index.query(fill).forEach(function (hit) { scores.set(+hit.ref, hit.score); });
      return scores;
    }
    var forms = [word, word.replace(/[^\p{L}\p{N}]+/gu, "")].filter(function (form, place, all) { return form && all.indexOf(form) === place; });
    var found = ask(function (query) {
      forms.forEach(function (form) {
        query.term(form, { boost: 10 });
        if (form.length > 1) query.term(form, { boost: 2, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      });
    });
    if (found.size || word.length < 5 || /\d/.test(word)) return found;
    return ask(function (query) { query.term(word, { usePipeline: false, editDistance: 1 }); });
  }
  function find(made, text) {
    var all = typed(text).map(function (word) { return hits(made.index, word); });
    if (!all.length) return [];
    var total = new Map();
    all.forEach(function (scores) {
      scores.forEach(function (score, ref) {
        var held = total.get(ref) || { ref: ref, score: 0, words: 0 };
        held.score += score;
        held.words += 1;
        total.set(ref, held);
      });
    });
    var results = Array.from(total.values());
    var most = Math.max.apply(null, results.map(function (held) { return held.words; }));
    var wanted = plain(text).trim();
    results = results.filter(function (held) { return held.words === most; });
    results.forEach(function (held) {
      var title = plain(made.docs[held.ref].t);
      var other = (made.docs[held.ref].a || []).some(function (name) { return plain(name) === wanted; });
      var source = made.docs[held.ref].k === "source";
      if (title === wanted && !source) held.score *= 100;
      else if (other || title === wanted) held.score *= 30;
      else if (title.indexOf(wanted) === 0) held.score *= 10;
      /* A reader who types an acronym, a number or an author wants the study before the paper or the record about it. */
      if (source) held.score /= 10;
    });
    results.sort(function (a, b) { return b.score - a.score || a.ref - b.ref; });
    results.partial = most < all.length;
    return results;
  }

  /* --- the list ------------------------------------------------------------------------------------------- */

  function marked(text, wanted) {
    var box = document.createDocumentFragment();
    var starts = wanted.map(function (word) { return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/-/g, "[-‐-―]?"); });
    if (!starts.length) { box.append(text); return box; }
    var finder = new RegExp("(^|[^\\p{L}\\p{N}])(" + starts.join("|") + ")", "giu");
    var at = 0, hit;
    while ((hit = finder.exec(text))) {
      var mark = document.createElement("mark");
      mark.textContent = hit[2];
      box.append(text.slice(at, hit.index + hit[1].length), mark);
      at = finder.lastIndex;
    }
    box.append(text.slice(at));
    return box;
  }
  function excerpt(text, wanted) {
    var low = plain(text);
    var at = -1;
    wanted.forEach(function (word) { if (at < 0) at = low.indexOf(word); });
    var start = at > 60 ? text.lastIndexOf(" ", at - 40) + 1 : 0;
    return (start ? "… " : "") + text.slice(start, start + 150) + (start + 150 < text.length ? " …" : "");
  }
  function option(doc, place, wanted) {
    var item = document.createElement("a");
    item.href = new URL(doc.u, root).href;
    item.id = "search-option-" + place;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.tabIndex = -1;
    var title = document.createElement("strong");
    title.append(doc.t);
    var kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = doc.k || "";
    var text = document.createElement("span");
    text.className = "text";
    text.append(marked(excerpt(doc.x || "", wanted), wanted));
    item.append(title, " ", kind, text);
    return item;
  }
  function choose(place) {
    var items = list.children;
    if (items[active]) items[active].setAttribute("aria-selected", "false");
    active = items.length ? (place + items.length) % items.length : -1;
    if (active < 0) { field.removeAttribute("aria-activedescendant"); return; }
    items[active].setAttribute("aria-selected", "true");
    items[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", items[active].id);
  }
  function say(results, text) {
    if (!text) return "Type a study, a drug, an endpoint, an author or a registry number.";
    if (!results.length) return "Nothing found for “" + text + "”.";
    var count = results.length + (results.length === 1 ? " page" : " pages");
    if (results.length > SHOWN) count += ", the first " + SHOWN + " shown";
    return count + (results.partial ? "; no page has all of these words." : ".");
  }
  function show(made) {
    var text = field.value.trim();
    var results = text ? find(made, text) : [];
    list.replaceChildren.apply(list, results.slice(0, SHOWN).map(function (held, place) { return option(made.docs[held.ref], place, typed(text)); }));
    list.hidden = !results.length;
    field.setAttribute("aria-expanded", String(results.length > 0));
    status.textContent = say(results, text);
    active = -1;
    choose(results.length ? 0 : -1);
  }
  function update() {
    ready().then(show, function () { engine = null; status.textContent = "The search index could not be loaded. The explorer lists every study."; });
  }

  /* --- the dialog ----------------------------------------------------------------------------------------- */

  function key(event) {
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active - 1);
    else if (event.key === "Enter" && list.children[active]) list.children[active].click();
    else return;
    event.preventDefault();
  }
  function make() {
    dialog = document.createElement("dialog");
    dialog.className = "search-dialog";
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-label", "Search");
    dialog.innerHTML = '<div class="search-field"><input type="text" role="combobox" aria-autocomplete="list" aria-expanded="false" ' +
      'aria-controls="search-results" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go">' +
      '<button type="button">Close</button></div><p class="search-status" role="status"></p>' +
      '<div class="search-results" id="search-results" role="listbox" aria-label="Pages found" hidden></div>';
    field = dialog.querySelector("input");
    field.setAttribute("aria-label", LABEL);
    field.placeholder = LABEL;
    status = dialog.querySelector(".search-status");
    list = dialog.querySelector(".search-results");
    field.addEventListener("input", update);
    field.addEventListener("keydown", key);
    dialog.querySelector("button").addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    list.addEventListener("click", function (event) { if (event.target.closest("a")) dialog.close(); });
    document.body.appendChild(dialog);
  }
  function open(first) {
    if (!dialog) make();
    if (dialog.open) return;
    dialog.showModal();
    if (first) field.value = first;
    field.focus();
    if (!first) field.select();
    update();
  }

  var button = document.createElement("button");
  button.type = "button";
  button.className = "search-open";
  button.setAttribute("aria-haspopup", "dialog");
  button.innerHTML = '<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5" fill="none" ' +
    'stroke="currentColor" stroke-width="2"/><path d="m12.5 12.5 5 5" stroke="currentColor" stroke-width="2"/></svg><span></span>';
  button.querySelector("span").textContent = LABEL;
  button.title = "Search (press / or Ctrl K)";
  slot.appendChild(button);
  button.addEventListener("click", function () { open(); });
  /* Typing on the box opens it with what was typed: it looks like a field, so it takes letters like one. */
  button.addEventListener("keydown", function (event) {
    if (event.key.length === 1 && event.key !== " " && event.key !== "/" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      open(event.key);
    }
  });
  document.addEventListener("keydown", function (event) {
    var busy = /^(input|textarea|select)$/i.test(event.target.tagName) && !/^(checkbox|radio)$/.test(event.target.type);
    var slash = event.key === "/" && !busy && !event.ctrlKey && !event.metaKey && !event.altKey;
    var command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (slash || command) { event.preventDefault(); open(); }
  });
})();
