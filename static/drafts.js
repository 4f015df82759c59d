/* Drafts: what is typed rests with the server after a second, and in this browser while that cannot be reached. */
(() => {
  "use strict";
  const house = window.thread;
  if (!house) return;
  const REST = 800, device = `page-${Math.random().toString(36).slice(2)}`; // of this open page, for a while
  const resting = new Map(), asking = new Map();

  const drafted = (control) => control.form?.matches("form[data-draft]") && !/^(file|password|hidden|submit)$/.test(control.type) && control.form;
  for (const name of ["input", "change"]) document.addEventListener(name, (event) => {
    const form = drafted(event.target);
    if (!form) return;
    event.target.dataset.typed = "";
    clearTimeout(resting.get(form));
    resting.set(form, setTimeout(() => rest(form), REST));
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target.matches("input, textarea, select") && drafted(event.target);
    if (resting.has(form) && event.relatedTarget?.form !== form) rest(form);
  });
  document.addEventListener("submit", (event) => stop(event.target), true);
  function stop(form) {
    clearTimeout(resting.get(form));
    resting.delete(form);
    asking.get(form)?.abort();
  }
  function written(form) {
    const page = location.pathname + location.search, words = house.wordsOf(form);
    words.delete("draft");
    return { to: form.dataset.draft, version: form.dataset.version, device, form: form.elements.once.value, page, words: String(words) };
  }
  async function rest(form) {
    stop(form);
    const key = `draft:${form.elements.draft.value}`, draft = written(form), stopping = new AbortController();
    house.store.put(key, draft); // until the server has it
    asking.set(form, stopping);
    const answer = await house.keep(key, draft, stopping.signal);
    if (asking.get(form) === stopping) asking.delete(form);
    if (!answer.there) {
      form.querySelector(".kept")?.replaceChildren(document.querySelector("#not-connected").content.querySelector("[data-here]").cloneNode(true));
      house.trouble();
    }
    else if (answer.ok && answer.html && !stopping.signal.aborted) show(form, answer);
  }
  function show(form, answer) {
    form.dataset.version = answer.version;
    const part = new DOMParser().parseFromString(answer.html, "text/html").body;
    for (const other of part.querySelectorAll("[data-hx-swap-oob]")) {
      document.getElementById(other.id)?.replaceWith(other);
      window.htmx?.process(other);
    }
    form.querySelector(".kept")?.replaceChildren(...part.childNodes);
  }
  window.addEventListener("pagehide", () => {
    for (const form of [...resting.keys()]) rest(form);
  });

  /* ---- found again: what this browser still holds, and forms that stand folded away with a draft in them */
  function fill(form, words) {
    const left = new Map();
    for (const [name, text] of new URLSearchParams(words)) left.set(name, [...(left.get(name) ?? []), text]);
    for (const control of form.elements) {
      const texts = left.get(control.name);
      if (!control.name || /^(file|password|hidden|submit|button)$/.test(control.type)) continue;
      if (/^(checkbox|radio)$/.test(control.type)) control.checked = (texts ?? []).includes(control.value);
      else if (texts?.length) control.value = texts.shift();
    }
  }
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const one = house.store.get(`draft:${form.elements.draft.value}`), folded = form.closest("details");
    if (one && one.words !== written(form).words) {
      fill(form, one.words);
      for (const control of form.elements) if (drafted(control) && control.value) control.dataset.typed = "";
    }
    if (folded && (one || form.dataset.version !== "0")) folded.open = true;
  }
})();
