// What is typed into a marked form of the desk stays in this browser until it is recorded. A form that is opened anew
// asks whether to go on with it. Before a form is sent, it is asked whether its writer is still signed in.
(() => {
  "use strict";
  const PREFIX = "ecodash-draft|";
  const KEPT_DAYS = 30;
  const TYPED = 'textarea, input[type="text"]:not([role="combobox"]):not([aria-autocomplete])';
  const CHOSEN = '[data-testid="stSelectbox"], [data-testid="stMultiSelect"]';
  const LINE = 'input[type="text"]:not([role="combobox"]):not([aria-autocomplete]), input[type="number"]';
  const told = new Set();

  const boxOf = (node) => node.closest && node.closest('[class*="st-key-draft-"]');
  const keyIn = (node) => (/st-key-(\S+)/.exec(node.className) || [])[1] || "";
  const markerOf = (box) => box.querySelector(".draft[data-draft]");

  // A field is known by its key without the form's name and without how often the form was recorded in this session.
  const nameOf = (node, box) => {
    const form = keyIn(box).replace(/^draft-/, "");
    const key = keyIn(node.closest('[class*="st-key-"]'));
    return key.startsWith(form + "-") ? key.slice(form.length + 1).replace(/^\d+-/, "") : "";
  };

  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + name));
    } catch {
      return null;
    }
  };

  const write = (name, draft) => {
    try {
      localStorage.setItem(PREFIX + name, JSON.stringify(draft));
    } catch {
      // A full or forbidden storage keeps nothing; the form works without.
    }
  };

  const forget = (name) => {
    try {
      localStorage.removeItem(PREFIX + name);
    } catch {
      // Nothing was kept there.
    }
  };

  const labelOf = (node) => node.getAttribute("aria-label") || "";

  // What is chosen in boxes cannot be put back by a script of ours; it is shown, so that it can be chosen again.
  const choices = (box) => Object.fromEntries([...box.querySelectorAll(CHOSEN)].map((each) => {
    const tags = [...each.querySelectorAll('[data-baseweb="tag"]')].map((tag) => tag.textContent);
    const input = each.querySelector("input");
    const label = each.querySelector("label");
    return [label ? label.textContent.trim() : "", tags.length ? tags.join(", ") : (input && input.value) || ""];
  }).filter(([label, value]) => label && value));

  const keep = (field) => {
    const box = boxOf(field);
    const marker = box && markerOf(box);
    const name = marker && nameOf(field, box);
    if (!name) return;
    const draft = read(marker.dataset.draft) || { fields: {} };
    const began = draft.fields[name] ? draft.fields[name].began : field.dataset.began ?? field.defaultValue;
    draft.fields[name] = { label: labelOf(field), began, typed: field.value };
    draft.at = Date.now();
    draft.choices = choices(box);
    marker.dataset.typed = "yes";
    write(marker.dataset.draft, draft);
  };

  const element = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);
  const short = (text) => (text.length > 90 ? text.slice(0, 89) + "…" : text);

  const fill = (field, value) => {
    const owner = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(owner.prototype, "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  };

  const fieldsOf = (box) => new Map([...box.querySelectorAll(TYPED)].map((field) => [nameOf(field, box), field]));

  const offer = (marker, box, draft, open) => {
    const say = marker.dataset;
    const lang = document.documentElement.lang === "en" ? "en-GB" : "th-TH";
    const when = new Date(draft.at).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" });
    const notice = element("div", "", { className: "notice", role: "status" });
    notice.append(element("p", `${say.found} ${when} ${say.unrecorded}`));
    const list = notice.appendChild(element("ul", ""));
    for (const [name, { label, began, typed }] of open) {
      const line = list.appendChild(element("li", `${label}: ${short(typed) || "-"}`));
      const now = fieldsOf(box).get(name).value;
      if (now !== began) line.append(element("b", ` (${say.now} ${short(now) || "-"})`));
    }
    const here = choices(box);
    const chosen = Object.entries(draft.choices || {}).filter(([label, value]) => here[label] !== value)
      .map(([label, value]) => `${label} ${short(value)}`);
    if (chosen.length) notice.append(element("p", `${say.chosen} ${chosen.join(" · ")}`));
    const use = element("button", say.use, { type: "button" });
    const drop = element("button", say.drop, { type: "button", className: "plain" });
    use.addEventListener("click", () => {
      for (const [name, { typed }] of open) fill(fieldsOf(box).get(name), typed);
      marker.replaceChildren();
    });
    drop.addEventListener("click", () => {
      forget(say.draft);
      marker.replaceChildren();
    });
    notice.append(use, drop);
    marker.replaceChildren(notice);
  };

  const look = (marker) => {
    const box = boxOf(marker);
    const fields = box && fieldsOf(box);
    if (!fields || !fields.size || marker.dataset.looked) return;
    // The button is drawn last: before it is there a field may be missing, for which something was typed.
    if (!box.querySelector('[data-testid="stFormSubmitButton"]')) return;
    marker.dataset.looked = "yes";
    for (const field of fields.values()) field.dataset.began = field.value;
    const draft = read(marker.dataset.draft);
    if (!draft) return;
    const open = Object.entries(draft.fields).filter(
      ([name, { typed }]) => fields.has(name) && fields.get(name).value !== typed);
    if (open.length) offer(marker, box, draft, open);
    // Whoever typed before the form was looked at has recorded nothing yet.
    else if (!marker.dataset.typed && Object.keys(draft.fields).every((name) => fields.has(name))) {
      forget(marker.dataset.draft);
    }
  };

  const let_go_recorded = () => {
    for (const done of document.querySelectorAll(".draft-recorded")) {
      if (!told.has(done.dataset.token)) forget(done.dataset.draft);
      told.add(done.dataset.token);
    }
  };

  const look_around = () => {
    for (const marker of document.querySelectorAll(".draft[data-draft]")) look(marker);
  };

  const drop_old = () => {
    for (const key of Object.keys(localStorage)) {
      const draft = key.startsWith(PREFIX) && read(key.slice(PREFIX.length));
      if (draft && Date.now() - draft.at > KEPT_DAYS * 86400000) localStorage.removeItem(key);
    }
  };

  const stopped = (marker, ended) => {
    const say = marker.dataset;
    const notice = element("div", "", { className: "notice", role: "alert" });
    notice.append(element("p", ended ? say.ended : say.silent));
    const link = element("a", say.signin, {
      className: "button", href: "/auth/login", target: "_blank", rel: "noopener",
    });
    if (document.documentElement.lang === "en") link.href += "?lang=en";
    if (ended) notice.append(link);
    marker.replaceChildren(notice);
    notice.scrollIntoView({ block: "center" });
  };

  const send = async (button, marker) => {
    const answer = await fetch("/auth/here", { cache: "no-store" }).catch(() => null);
    if (answer && answer.ok) {
      if (marker.querySelector('[role="alert"]')) marker.replaceChildren();
      button.dataset.asked = "yes";
      button.click();
    } else stopped(marker, answer !== null && answer.status === 401);
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches(TYPED)) keep(event.target);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest('[data-testid="stFormSubmitButton"] button');
    const box = button && boxOf(button);
    const marker = box && markerOf(box);
    if (!marker) return;
    if (button.dataset.asked) {
      delete button.dataset.asked;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    send(button, marker);
  }, true);

  // Streamlit sends a form on Enter without its button; it is to go the same way.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches) return;
    const isLine = event.target.matches(LINE);
    if (!isLine && !(event.target.matches("textarea") && (event.ctrlKey || event.metaKey))) return;
    const form = event.target.closest('[data-testid="stForm"]');
    const box = form && boxOf(form);
    const button = form && form.querySelector('[data-testid="stFormSubmitButton"] button');
    if (!box || !markerOf(box) || !button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    button.click();
  }, true);

  let waiting = 0;
  new MutationObserver(() => {
    let_go_recorded();
    clearTimeout(waiting);
    waiting = setTimeout(look_around, 150);
  }).observe(document, { childList: true, subtree: true });
  addEventListener("load", () => {
    try {
      drop_old();
    } catch {
      // No storage, no drafts.
    }
  });
})();
