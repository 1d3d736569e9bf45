// A document is made on the click. One that takes longer than a second says so and can be stopped, and one that cannot
// be made says why.
// Without this script the link is an ordinary download.
(() => {
  "use strict";
  const nameIn = (header) => {
    const found = /filename\*=UTF-8''([^;]+)/.exec(header || "") || /filename="?([^";]+)/.exec(header || "");
    return found ? decodeURIComponent(found[1]) : "";
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const sayMaking = (said, stopped) => {
    const stop = document.createElement("button");
    stop.type = "button";
    stop.textContent = said.dataset.stop;
    stop.addEventListener("click", () => stopped.abort());
    said.replaceChildren(`${said.dataset.making} `, stop);
  };

  const make = async (link, said) => {
    const stopped = new AbortController();
    const waiting = setTimeout(() => sayMaking(said, stopped), 1000);
    try {
      const answer = await fetch(link.href, { signal: stopped.signal });
      if (answer.ok) {
        save(await answer.blob(), nameIn(answer.headers.get("content-disposition")));
        said.textContent = "";
      } else {
        const told = await answer.json().catch(() => ({}));
        said.textContent = told.error || said.dataset.failed;
      }
    } catch {
      said.textContent = stopped.signal.aborted ? "" : said.dataset.failed;
    } finally {
      clearTimeout(waiting);
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".documents a[download]");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const said = link.closest(".documents").querySelector("[role=status]");
    if (!link.dataset.busy) {
      link.dataset.busy = "1";
      make(link, said).finally(() => { delete link.dataset.busy; });
    }
  });
})();
