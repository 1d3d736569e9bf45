// A briefing on a wall, or opened with ?live=1, follows what is recorded: it asks for the number of changes, draws
// itself again when there are more, and marks what just changed. When nobody answers it says so until somebody does.
(() => {
  "use strict";
  const root = document.documentElement;
  // The server answers when there is something new, and after some seconds anyway; then it is asked again soon.
  const WAITED = 9_000;
  const SOON = 50;
  const PAUSE = 500;
  const MARKED = 30_000;
  const PARTS = ".briefing :is(.verdict, .strip li, .rows li, .asks li, .line, .matrix tbody tr)";
  let known = null;
  let until = 0;
  let before = new Set();

  const query = () => new URLSearchParams(location.search);
  const isWanted = () => /^\/briefing\/?$/.test(location.pathname) &&
    (root.dataset.wall || query().get("live") === "1") && !document.hidden;

  const told = (part) => part.textContent.replace(/\s+/g, " ");

  // What was not there before is new; a mark that a redraw takes away is set again.
  const mark = () => {
    if (!until) return;
    const isOver = Date.now() > until;
    for (const part of document.querySelectorAll(PARTS)) {
      part.classList.toggle("just-now", !isOver && !before.has(told(part)));
    }
    if (isOver) until = 0;
  };

  // Streamlit draws again what an address without a place on the page leads to.
  const redraw = () => {
    before = new Set([...document.querySelectorAll(PARTS)].map(told));
    until = Date.now() + MARKED;
    const here = location.pathname + location.search;
    const whole = here + location.hash;
    history.replaceState(history.state, "", here);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    history.replaceState(history.state, "", whole);
    dispatchEvent(new Event("hashchange"));
  };

  const address = () => {
    const asked = new URLSearchParams(query().get("demo") === "1" ? { demo: "1" } : {});
    if (known !== null) asked.set("after", known);
    return `/api/v1/head.json?${asked}`;
  };

  // How long to wait before asking again.
  const ask = async () => {
    if (!isWanted()) {
      known = null;
      delete root.dataset.cut;
      return PAUSE;
    }
    try {
      const answer = await fetch(address(), { cache: "no-store", signal: AbortSignal.timeout(WAITED) });
      if (!answer.ok) throw new Error(answer.status);
      const { changes } = await answer.json();
      delete root.dataset.cut;
      if (known !== null && changes !== known && isWanted()) redraw();
      known = changes;
      return SOON;
    } catch {
      root.dataset.cut = "1";
      return PAUSE;
    }
  };

  const go = async () => setTimeout(go, await ask());
  setInterval(mark, PAUSE);
  go();
})();
