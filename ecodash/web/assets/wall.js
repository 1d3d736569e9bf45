
// The briefing on a wall: #wall-2 in the address shows its second page alone and large; wall.css draws it.
(() => {
  "use strict";
  const root = document.documentElement;
  const MOST_PAGES = 12;
  // Which page is shown is a rule of its own, since no screen that is drawn again touches it.
  const rule = document.head.appendChild(document.createElement("style"));
  const LARGEST = 1.4;
  const SMALLEST = 0.5;
  const forward = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
  const backward = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];

  const pages = () => document.querySelectorAll(".briefing .dots a").length || MOST_PAGES;
  const shown = () => Number(root.dataset.wall || 0);
  const briefing = () => document.querySelector(".briefing");
  const isOn = () => shown() > 0 && briefing() !== null;

  // The address decides, so that a reload, Back and a link handed on all show the same page.
  const follow = () => {
    const page = /^\/briefing\/?$/.test(location.pathname) && location.hash.match(/^#wall-([1-9]\d?)$/);
    if (page) root.dataset.wall = Math.min(Number(page[1]), pages());
    else delete root.dataset.wall;
    const number = shown();
    const wanted = !number ? "" : `@media screen {
      html[data-wall] [data-on~="${number}"] { display: revert }
      html[data-wall] .numbers [data-page="${number}"] { display: inline !important }
      html[data-wall] .dots [data-page="${number}"]::before {
        background: var(--accent) !important; border-color: var(--accent) !important;
      }
    }`;
    // Whatever changes below the root is followed: the same rule again would be followed for ever.
    if (rule.textContent !== wanted) rule.textContent = wanted;
    fit();
  };

  // Type as large as the page allows; what is still too long scrolls.
  let waiting = 0;
  const fit = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      const stage = document.querySelector(".briefing .stage");
      if (!stage || !isOn()) return;
      const isTooLarge = () =>
        stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1;
      for (let size = LARGEST; size > SMALLEST; size -= 0.04) {
        root.style.setProperty("--fit", size.toFixed(2));
        if (!isTooLarge()) return;
      }
    });
  };

  const address = (hash) => location.pathname + location.search + hash;

  const open = (page) => {
    history.pushState({ ...history.state, wall: true }, "", address(`#wall-${page}`));
    if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
    follow();
  };

  const turn = (page) => {
    const wanted = Math.min(Math.max(page, 1), pages());
    if (wanted === shown()) return;
    history.replaceState(history.state, "", address(`#wall-${wanted}`));
    follow();
    document.querySelector(".briefing .stage").scrollTop = 0;
  };

  const leave = () => {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    history.replaceState({}, "", address(""));
    follow();
    const opener = document.querySelector(".briefing .project");
    if (opener) opener.focus({ preventScroll: true });
  };

  document.addEventListener("keydown", (event) => {
    if (!isOn() || event.altKey || event.ctrlKey || event.metaKey) return;
    const onLink = event.target.closest && event.target.closest(".wall-foot a");
    if (onLink && event.key === "Enter") return;
    if (event.key === "Escape") leave();
    else if (event.key === "Home") turn(1);
    else if (event.key === "End") turn(pages());
    else if (/^[1-9]$/.test(event.key)) turn(Number(event.key));
    else if (forward.includes(event.key)) turn(shown() + (event.shiftKey ? -1 : 1));
    else if (backward.includes(event.key)) turn(shown() - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // Before the links' own listener: here a tap turns the page, wherever it lands.
  document.addEventListener("click", (event) => {
    if (event.button !== 0 || !event.target.closest) return;
    const link = event.target.closest('a[href^="#wall-"], .leave');
    const here = link || event.target.closest(".briefing");
    if (!here || (!link && !isOn())) return;
    event.preventDefault();
    event.stopPropagation();
    if (!link) turn(shown() + (event.clientX < innerWidth / 2 ? -1 : 1));
    else if (link.classList.contains("leave")) leave();
    else if (isOn()) turn(Number(link.hash.slice(6)));
    else open(Number(link.hash.slice(6)));
  }, true);

  let from = null;
  const swept = (touch) => {
    const across = touch.clientX - from.clientX;
    return Math.abs(across) > 2 * Math.abs(touch.clientY - from.clientY) ? across : 0;
  };
  addEventListener("touchstart", (event) => {
    from = isOn() && event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  // Browsers on tablets would take a swipe for "back" and leave the page.
  addEventListener("touchmove", (event) => {
    if (from && swept(event.touches[0]) && event.cancelable) event.preventDefault();
  }, { passive: false });
  addEventListener("touchend", (event) => {
    const across = from ? swept(event.changedTouches[0]) : 0;
    if (Math.abs(across) > 60) turn(shown() + (across < 0 ? 1 : -1));
    from = null;
  }, { passive: true });

  // Esc leaves the browser's full screen without a key for us.
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement && isOn()) leave(); });
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  addEventListener("resize", fit);
  document.fonts.ready.then(fit);
  document.addEventListener("DOMContentLoaded", follow);
  follow();
  // A screen drawn again, or drawn for the first time after a reload, is measured again.
  new MutationObserver((changes) => {
    if (shown() && changes.some((change) => change.target.nodeType === 1)) follow();
  }).observe(root, { childList: true, subtree: true });
})();
