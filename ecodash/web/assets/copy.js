
// A link marked "copy" is copied whole instead of opened, or the text it carries. Without this script it opens what it
// would copy.
(() => {
  "use strict";
  const ownNames = /^(localhost|127(\.\d+){3}|\[::1\])$/;

  const whole = (link) => {
    if (link.dataset.text) return link.dataset.text;
    const url = new URL(link.href);
    if (!link.dataset.address) return url.href;
    // Words searched for and the place on the page are no part of the selection.
    const words = new URLSearchParams(location.search).get("q");
    if (words) url.searchParams.set("q", words);
    url.hash = location.hash;
    const origin = ownNames.test(location.hostname) ? link.dataset.address : location.origin;
    return origin + url.pathname + url.search + url.hash;
  };

  // Browsers offer their clipboard to https and localhost alone; a network of offices has plain http.
  const copyBySelecting = (text) => {
    const box = document.createElement("textarea");
    box.value = text;
    box.readOnly = true;
    box.style.cssText = "position:fixed;top:0;left:0;opacity:0";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  };

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelecting(text);
    }
  };

  document.addEventListener("click", async (event) => {
    const link = event.target.closest && event.target.closest("a.copy");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const text = whole(link);
    const said = link.parentElement.querySelector(".copied");
    const done = await copied(text);
    said.textContent = done ? link.dataset.done : `${link.dataset.failed} ${text}`;
    link.focus({ preventScroll: true });
    if (done) setTimeout(() => { said.textContent = ""; }, 2000);
  });
})();
