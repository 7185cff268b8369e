/* Patients per 100 at the reader's own control share: S0 to the power of the ratio. Without it the table remains. */
(function () {
  "use strict";
  function whole(x) { return Math.round(x); }
  function more(x) { return Math.abs(whole(x)) + (whole(x) < 0 ? " fewer" : " more"); }

  document.querySelectorAll("[data-ratio]").forEach(function (box) {
    var input = box.querySelector("input");
    var ratio = +box.dataset.ratio, low = +box.dataset.low, high = +box.dataset.high;
    function show() {
      var share = +input.value / 100;
      var tested = 100 * Math.pow(share, ratio), least = 100 * Math.pow(share, high), most = 100 * Math.pow(share, low);
      box.querySelector("[data-control]").textContent = input.value;
      box.querySelector("[data-tested]").textContent = whole(tested);
      box.querySelector("[data-more]").textContent = more(tested - input.value) + " per 100 (from " + more(least - input.value) + " to " +
        more(most - input.value) + ")";
      box.querySelector(".bar-control i").style.width = input.value + "%";
      box.querySelector(".bar-tested i").style.width = tested + "%";
      box.querySelector(".bar-tested b").style.left = least + "%";
      box.querySelector(".bar-tested b").style.width = (most - least) + "%";
      input.setAttribute("aria-valuetext", input.value + " of 100 with the control treatment, " + whole(tested) + " with the tested one");
    }
    box.hidden = false;
    input.addEventListener("input", show);
    show();
  });
})();
