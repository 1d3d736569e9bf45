// Links within ecodash change the page in place, as its own navigation does, and keep Back working.
// Without this script every link is an ordinary link to the same address.
(() => {
  "use strict";
  // Streamlit would look for its server below every screen's own address first.
  window.__streamlit = { BACKEND_BASE_URL: location.origin, MAIN_PAGE_BASE_URL: location.origin };

  const isPlain = (event, link) =>
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey &&
    !event.defaultPrevented && !link.target && !link.hasAttribute("download");

  // Put in by the server; whatever else it answers is a document of its own.
  const screens = __SCREENS__;
  const isScreen = (url) => url.origin === location.origin && screens.includes(url.pathname.replace(/^\/|\/$/g, ""));

  const language = (url) => url.searchParams.get("lang") === "en" ? "en" : "th";

  const scrollTo = (name, until) => {
    const target = name && document.getElementById(name);
    if (target) {
      for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) {
        folded.open = true;
      }
      target.scrollIntoView();
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
    else if (name && Date.now() < until) setTimeout(scrollTo, 60, name, until);
  };

  const go = (url) => {
    history.pushState({}, "", url.pathname + url.search + url.hash);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    const main = document.querySelector('[data-testid="stMain"]');
    if (main && !url.hash) main.scrollTop = 0;
    scrollTo(url.hash.slice(1), Date.now() + 5000);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href], area[href]");
    if (!link || link.classList.contains("copy") || !isPlain(event, link)) return;
    const url = new URL(link.href);
    // Another language is another document: its lang attribute comes from the server.
    if (!isScreen(url) || language(url) !== document.documentElement.lang) return;
    event.preventDefault();
    if (url.pathname === location.pathname && url.search === location.search) {
      scrollTo(url.hash.slice(1), Date.now() + 1000);
      return;
    }
    go(url);
  });

  addEventListener("load", () => scrollTo(location.hash.slice(1), Date.now() + 10000));
})();
