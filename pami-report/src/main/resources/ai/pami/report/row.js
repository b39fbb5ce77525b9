(() => {
  "use strict";
  document.querySelectorAll(".rows .case, .rows .overview").forEach((root) => {
    const show = (k) => {
      root.querySelectorAll("button.target").forEach((b) => b.setAttribute("aria-checked", String(Number(b.dataset.target) === k)));
      root.querySelectorAll("[data-target]:not(button)").forEach((e) => { e.hidden = Number(e.dataset.target) !== k; });
    };
    root.querySelectorAll("button.target").forEach((b) => b.addEventListener("click", () => show(Number(b.dataset.target))));
    show(0);
  });
})();
