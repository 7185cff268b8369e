/*
 * Charts stand in the page as SVG. On request: the interactive one (Vega is loaded only then), and a PNG in light colours.
 * assets/charts/<id>.js sets window.EVIDENCE_CHARTS[<id>] to a Vega specification; assets/vega/vega.js sets window.EVIDENCE_VEGA.
 */
(function () {
  "use strict";
  var root = new URL("../", document.currentScript.src);
  var loading = {};

  function load(path) {
    loading[path] = loading[path] || new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = new URL(path, root).href;
      script.onload = done;
      script.onerror = function () { delete loading[path]; failed(new Error(path)); };
      document.head.appendChild(script);
    });
    return loading[path];
  }
  function action(list, words, act) {
    var item = document.createElement("li");
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", function () { act(button); });
    item.append(button);
    list.insertBefore(item, list.children[1] || null);
    return button;
  }

  /* --- interactive ------------------------------------------------------------------------------------------ */

  function draw(figure, id) {
    var live = document.createElement("div");
    live.className = "chart chart-live";
    figure.querySelector(".chart-wide").before(live);
    return window.EVIDENCE_VEGA.render(live, window.EVIDENCE_CHARTS[id])
      .then(function () { return live; }, function (error) { live.remove(); throw error; });
  }
  function toggle(figure, id, button) {
    var live = figure.querySelector(".chart-live");
    if (live) {
      var back = figure.classList.toggle("is-live");
      button.textContent = back ? "Show the drawing" : "Make interactive";
      return;
    }
    button.disabled = true;
    button.textContent = "Loading …";
    Promise.all([load("assets/charts/" + id + ".js"), load("assets/vega/vega.js")])
      .then(function () { return draw(figure, id); })
      .then(function () { figure.classList.add("is-live"); button.textContent = "Show the drawing"; },
        function () { button.textContent = "Make interactive (could not be loaded)"; })
      .then(function () { button.disabled = false; });
  }

  /* --- PNG -------------------------------------------------------------------------------------------------- */

  /* The light values, read from the stylesheet, whatever scheme the page is in. */
  function lightened(markup) {
    var probe = document.createElement("div");
    probe.setAttribute("data-md-color-scheme", "default");
    document.body.append(probe);
    var style = getComputedStyle(probe);
    var out = markup.replace(/var\(\s*(--[\w-]+)[^)]*\)/g, function (whole, name) { return style.getPropertyValue(name).trim() || "#15191d"; })
      .replace(/currentColor/gi, style.getPropertyValue("--ink").trim());
    probe.remove();
    return out;
  }
  function png(figure, id) {
    var svg = figure.querySelector(".chart-wide svg");
    var view = svg.viewBox.baseVal;
    var width = view && view.width || svg.width.baseVal.value;
    var height = view && view.height || svg.height.baseVal.value;
    var copy = svg.cloneNode(true);
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    copy.setAttribute("style", "font-family: Inter, system-ui, 'Segoe UI', Roboto, Arial, sans-serif");
    var image = new Image();
    image.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = width * 2;
      canvas.height = height * 2;
      var pen = canvas.getContext("2d");
      pen.fillStyle = "#ffffff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) {
        var link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = id + ".png";
        link.click();
        window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
      }, "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(lightened(new XMLSerializer().serializeToString(copy)));
  }

  document.querySelectorAll("figure.figure").forEach(function (figure) {
    var list = figure.querySelector("ul.actions");
    if (!list || !figure.querySelector(".chart-wide svg")) return;
    action(list, "PNG", function () { png(figure, figure.id || "chart"); });
    var id = figure.dataset.chart;
    if (id) action(list, "Make interactive", function (button) { toggle(figure, id, button); });
  });
})();
