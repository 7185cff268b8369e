"""The script that makes a drawing interactive.

Vega with its expression interpreter, for pages that forbid `eval`.
"""

from typing import Final

import vl_convert

SNIPPET: Final = """
window.vegaEmbed = vegaEmbed;
window.EVIDENCE_VEGA = {
  render: function (element, vegaSpec) {
    var options = {
      mode: "vega", renderer: "svg", actions: false, ast: true, hover: true,
      tooltip: { theme: "custom", disableDefaultStyle: true }
    };
    return vegaEmbed(element, vegaSpec, options).then(function (result) {
      var svg = element.querySelector("svg");
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", vegaSpec.description || "");
      svg.querySelectorAll("[role^=graphics]").forEach(function (part) {
        part.removeAttribute("role");
        part.removeAttribute("aria-roledescription");
      });
      return result.view;
    });
  }
};
"""


def vega_bundle() -> str:
    """The text of `assets/vega/vega.js`: a classic script, setting `window.EVIDENCE_VEGA` and `vegaEmbed`.

    The libraries stand inside a function: by themselves they would take hundreds of one-letter global names.
    `render(element, vegaSpec)` draws a compiled specification into the element as SVG and gives a promise
    of its view. The tooltip is an element `#vg-tooltip-element`, styled by the site (with `.visible` while
    it shows).
    """
    text: str = vl_convert.javascript_bundle(SNIPPET)
    return f"(function () {{\n{text}\n}})();\n"
