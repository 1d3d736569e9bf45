// Charts and tables that people open: what draws them comes in time, and a picture saved of one carries the font of its
// letters, since whoever opens it may have none for Thai.
(() => {
  "use strict";
  const weights = { 400: "Regular", 700: "Bold" };
  let faces = "";

  const written = (file) => new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });

  const face = async ([weight, name]) => {
    const answer = await fetch(`/fonts/Sarabun-${name}.woff2`);
    const data = await written(await answer.blob());
    return `@font-face { font-family: Sarabun; font-weight: ${weight}; src: url(${data}) }`;
  };

  // The first click waits for the font, which the browser has already: the screen is written with it.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest(".modebar-btn");
    if (!button || faces) return;
    event.stopImmediatePropagation();
    try {
      faces = (await Promise.all(Object.entries(weights).map(face))).join("\n");
    } catch {
      faces = " ";
    }
    button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }, true);

  // What draws a chart weighs a megabyte, a table half of one: it comes as soon as somebody points at the way there.
  const drawing = { ".explore a": __CHART_SCRIPT__, ".foot a[href^='/explore']": __TABLE_SCRIPT__ };
  const fetched = (event) => {
    for (const [way, script] of Object.entries(drawing)) {
      if (script && event.target.closest && event.target.closest(way)) import(`/static/js/${script}`).catch(() => {});
    }
  };
  for (const sign of ["pointerover", "pointerdown", "focusin"]) document.addEventListener(sign, fetched);

  // Plotly draws the chart once more beside the window and writes down that drawing: there the font is put.
  new MutationObserver((changes) => {
    for (const drawn of changes.flatMap((change) => [...change.addedNodes])) {
      const picture = drawn.querySelector && drawn.querySelector(".main-svg");
      if (!picture || !faces) continue;
      const style = document.createElementNS(picture.namespaceURI, "style");
      style.textContent = faces;
      picture.prepend(style);
    }
  }).observe(document.body || document.documentElement, { childList: true });
})();

