(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("texts-data").textContent);
  const number = (v) => (v > 0 ? "+" : "") + (Math.abs(v) >= 1e-3 || v === 0 ? v.toFixed(3) : v.toExponential(1));

  class Case {
    constructor(root, targets) {
      this.root = root;
      this.targets = targets;
      this.words = [...root.querySelectorAll(".word")];
      root.querySelectorAll("button.target").forEach((b) => b.addEventListener("click", () => this.show(Number(b.dataset.target))));
      root.querySelectorAll(".partlist input").forEach((box) => box.addEventListener("change", () => this.parts()));
      const passage = root.querySelector(".passage");
      passage.addEventListener("mouseover", (e) => this.point(e.target.closest(".word")));
      passage.addEventListener("mouseleave", () => this.point(null));
      root.querySelectorAll(".words li").forEach((li) => {
        li.addEventListener("mouseenter", () => this.point(this.words[Number(li.dataset.element)]));
        li.addEventListener("mouseleave", () => this.point(null));
      });
      this.show(0);
    }

    show(k) {
      this.target = k;
      this.root.querySelectorAll("button.target").forEach((b) => b.setAttribute("aria-checked", String(Number(b.dataset.target) === k)));
      this.root.querySelectorAll("[data-target]:not(button)").forEach((e) => { e.hidden = Number(e.dataset.target) !== k; });
      const { values, largest } = this.targets[k];
      this.words.forEach((word, i) => {
        const value = values[i] === "" ? NaN : Number(values[i]);
        const share = largest > 0 && value === value ? Math.abs(value) / largest : 0;
        word.style.backgroundColor = share > 0 ? `rgba(var(${value > 0 ? "--for" : "--against"}), ${(0.7 * share).toFixed(3)})` : "";
        word.title = value === value ? number(value) : "not asked about";
      });
      this.parts();
      this.point(null);
    }

    parts() {
      const kinds = ["enough", "needed", "against", "rival"];
      this.words.forEach((word) => word.classList.remove(...kinds));
      this.root.querySelectorAll(`.partlist[data-target="${this.target}"] input:checked`).forEach((box) => {
        for (const i of box.dataset.elements.split(" ")) if (i !== "") this.words[Number(i)].classList.add(box.dataset.kind);
      });
    }

    point(word) {
      this.words.forEach((one) => one.classList.toggle("at", one === word));
      const readout = this.root.querySelector(".readout");
      if (!word) { readout.textContent = "Point at a word to read its value."; return; }
      readout.replaceChildren();
      const name = document.createElement("b");
      name.textContent = word.textContent;
      readout.append(name, " " + word.title);
    }
  }

  document.querySelectorAll(".texts .case").forEach((root, i) => new Case(root, data[i]));
})();
