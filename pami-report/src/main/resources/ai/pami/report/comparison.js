"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { width, height } = data;
  const one = (selector) => document.querySelector(selector);
  const cards = [...document.querySelectorAll(".method")];
  const orders = data.orders.map((text) => {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new Uint32Array(bytes.buffer);
  });

  function pixels(url) {
    return new Promise((done) => {
      const image = new Image();
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = width;
        canvas.height = height;
        const context = canvas.getContext("2d", { willReadFrequently: true });
        context.drawImage(image, 0, 0);
        done(new Uint32Array(context.getImageData(0, 0, width, height).data.buffer));
      };
      image.src = url;
    });
  }

  /** The score between two steps of a curve, straight. */
  function at(curve, share) {
    const position = share * (curve.length - 1);
    const i = Math.min(Math.floor(position), curve.length - 2);
    return curve[i] + (position - i) * (curve[i + 1] - curve[i]);
  }

  Promise.all([data.picture, data.insertionStart, data.deletionEnd].map(pixels)).then(([picture, start, end]) => {
    const share = one(".share");
    const mode = one(".mode");
    const play = one(".play");
    let timer = null;

    function draw() {
      const part = share.value / 1000;
      share.parentElement.querySelector("output").textContent = Math.round(100 * part) + " %";
      const inserting = mode.value === "insertion";
      const maps = mode.value === "map";
      cards.forEach((card, i) => {
        const canvas = card.querySelector("canvas");
        canvas.hidden = maps;
        card.querySelector("img").hidden = maps ? false : true;
        if (maps) {
          card.querySelector(".now").textContent = "";
          return;
        }
        canvas.width = width;
        canvas.height = height;
        const copy = (inserting ? start : picture).slice();
        const from = inserting ? picture : end;
        const count = Math.round(part * copy.length);
        for (let rank = 0; rank < count; rank++) copy[orders[i][rank]] = from[orders[i][rank]];
        canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(copy.buffer), width, height), 0, 0);
        const curve = inserting ? data.insertion[i] : data.deletion[i];
        card.querySelector(".now").textContent = "score " + at(curve, part).toFixed(3);
      });
      document.querySelectorAll(".cursor").forEach((line, i) => {
        const on = !maps && i === (inserting ? 0 : 1);
        line.style.display = on ? "inline" : "none";
        line.setAttribute("x1", 480 * part);
        line.setAttribute("x2", 480 * part);
      });
    }

    function stop() {
      clearInterval(timer);
      timer = null;
      play.textContent = "▶ Play";
    }

    play.addEventListener("click", () => {
      if (timer) {
        stop();
        return;
      }
      if (mode.value === "map") mode.value = "insertion";
      if (share.value === "1000") share.value = 0;
      play.textContent = "❚❚ Pause";
      timer = setInterval(() => {
        share.value = Number(share.value) + 10;
        draw();
        if (share.value === "1000") stop();
      }, 60);
    });
    share.addEventListener("input", () => {
      if (mode.value === "map") mode.value = "insertion";
      draw();
    });
    mode.addEventListener("change", draw);
    draw();
  });

  one(".theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
