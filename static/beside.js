/* Two pictures laid one over the other, with a slider between them. Without this script they stand side by side. */
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-lay]")) {
    const both = document.getElementById(button.dataset.lay), label = button.parentElement.querySelector("label");
    const slider = label.querySelector("input"), newer = both.querySelector(".im");
    const part = () => (newer.style.clipPath = both.classList.contains("laid") ? `inset(0 ${100 - slider.value}% 0 0)` : "");
    button.parentElement.hidden = false;
    slider.addEventListener("input", part);
    button.addEventListener("click", () => {
      const laid = both.classList.toggle("laid");
      button.setAttribute("aria-pressed", laid);
      label.hidden = !laid;
      part();
      if (laid) slider.focus();
    });
  }
})();
