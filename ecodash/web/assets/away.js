// What Streamlit says when its server does not answer is in English and for whoever started it; here for whoever reads.
(() => {
  "use strict";
  const words = __AWAY__[document.documentElement.lang];
  const isAway = (title) => title && title.textContent === "Connection error";

  new MutationObserver((changes) => {
    for (const added of changes.flatMap((change) => [...change.addedNodes])) {
      const title = added.querySelector && added.querySelector('[role="dialog"] [slot="title"]');
      if (!isAway(title)) continue;
      // Its own nodes stay where they are: it takes them away again by itself.
      title.firstChild.nodeValue = words.title;
      title.parentElement.querySelector("button").ariaLabel = words.close;
      const told = title.nextElementSibling;
      for (const theirs of told.children) theirs.hidden = true;
      told.append(Object.assign(document.createElement("p"), { textContent: words.text }));
    }
  }).observe(document.body, { childList: true });
})();
