/* The connection: says calmly when it is gone, lets typing go on, and sends what waited once it is back.
   What waits lies in this browser, per person, until the house has it (docs/decisions/025). */
(() => {
  "use strict";
  const body = document.body, me = body.dataset.me;
  if (!me) return;
  const $ = (selector, root = document) => root.querySelector(selector);
  const base = `thread:${me}:`, DOWN = [502, 503, 504], LONGEST_PAUSE = 30000;
  let away = false, pause = 1000, timer = 0, calm = 0, busy = false;

  /* ---- what waits, in the order in which it came: by number, because clocks run back */
  const store = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(base + key)); } catch { return null; } },
    drop: (key) => { try { localStorage.removeItem(base + key); } catch { /* there is nothing then */ } },
    put(key, value) {
      try {
        const number = store.get(key)?.number ?? 1 + (Number(localStorage.getItem(`${base}last`)) || 0);
        localStorage.setItem(`${base}last`, Math.max(number, Number(localStorage.getItem(`${base}last`)) || 0));
        localStorage.setItem(base + key, JSON.stringify({ ...value, number }));
      } catch { /* full or forbidden: what was typed is still in its box */ }
    },
    all(kind) {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(base + kind) && key !== `${base}last`);
      const found = keys.map((key) => ({ key: key.slice(base.length), ...store.get(key.slice(base.length)) }));
      return found.sort((one, two) => one.number - two.number);
    },
  };
  const waiting = (kind) => { try { return store.all(kind); } catch { return []; } };

  /* ---- is anybody there */
  async function answers() {
    try { return (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(8000) })).ok; } catch { return false; }
  }
  function trouble() {
    away = true;
    tell();
    clearTimeout(calm);
    if (timer || busy) return;
    timer = setTimeout(attempt, pause * (0.8 + Math.random() * 0.4)); // not all pages at the same moment
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
  async function attempt() {
    clearTimeout(timer);
    timer = 0;
    if (busy) return;
    busy = true;
    const there = (await answers()) && (await deliver());
    busy = false;
    if (!there) return trouble();
    const was = away;
    away = false;
    calm = setTimeout(() => { pause = 1000; }, 60000);
    tell();
    if (was) document.dispatchEvent(new Event("thread:back"));
  }
  window.addEventListener("offline", trouble);
  for (const name of ["online", "pageshow"]) window.addEventListener(name, () => (away || waiting("").length) && attempt());
  for (const name of ["thread:offline", "thread:online"]) document.addEventListener(name, () => name === "thread:offline" || away ? attempt() : 0);

  function tell() {
    const place = $("#connection"), number = waiting("draft:").length + waiting("sent:").filter((one) => !one.refused).length;
    if (!away) return place.replaceChildren();
    const part = $("#not-connected").content.firstElementChild.cloneNode(true), says = $("[data-waiting]", part);
    $("b", part).textContent = navigator.onLine ? $("b", part).dataset.down : $("b", part).textContent;
    says.textContent = number === 0 ? "" : number === 1 ? says.dataset.one : says.dataset.many.replace("#", number);
    if (place.textContent !== part.textContent) place.replaceChildren(part);
  }
  function strip(id, address = "") {
    const part = $(id).content.cloneNode(true);
    if (address) $("a", part).href = address;
    $("#strip").replaceChildren(part);
    return $("#strip").firstElementChild;
  }

  /* ---- what waits goes, in order; true when nothing is in the way any more */
  const token = () => JSON.parse(body.getAttribute("data-hx-headers:inherited"));
  async function deliver() {
    for (const one of waiting("sent:")) if (!one.refused && !(await again(one))) return false;
    for (const one of waiting("draft:")) if (!(await keep(one.key, one)).there) return false;
    return true;
  }
  async function keep(key, draft, signal) { // a draft goes to the server; its answer says so beside the form
    const ask = new URLSearchParams({ version: draft.version, device: draft.device, form: draft.form, next: draft.page });
    const headers = { ...token(), "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" };
    try {
      const address = draft.to + (draft.to.includes("?") ? "&" : "?") + ask;
      const answer = await fetch(address, { method: "PUT", body: draft.words, headers, signal, keepalive: draft.words.length < 50000 });
      if (answer.status >= 500) return { there: false };
      if (store.get(key)?.words === draft.words && answer.status !== 401) store.drop(key);
      const html = answer.status === 204 ? "" : await answer.text();
      if (!answer.ok) $("#strip").innerHTML = html;
      return { there: true, ok: answer.ok, html, version: answer.headers.get("Draft-Version") };
    } catch (problem) {
      return { there: problem.name === "AbortError" };
    }
  }
  async function again(one) { // a form that was sent and not answered; its key lets it be done once only
    const form = $(`form[data-draft] input[name=once][value="${CSS.escape(one.once)}"]`)?.form;
    if (form && form.dataset.sent) return resume(form);
    const words = new URLSearchParams(one.words);
    words.set("once", one.once);
    try {
      const answer = await fetch(one.action, { method: "POST", body: words, headers: token() });
      if (answer.status >= 500) return false;
      const at = new URL(answer.url);
      if (answer.ok) {
        store.drop(one.key);
        if (at.pathname === "/sign-in") location.assign(at); // its words are kept there
        else if (location.pathname === one.action && location.pathname !== at.pathname) location.assign(at);
        else strip("#sent-now", at);
      } else {
        store.put(one.key, { ...one, refused: true });
        refused();
      }
      return true;
    } catch {
      return false;
    }
  }
  function resume(form) {
    const button = form.querySelector("button[type=submit]:not([form])");
    form.dataset.sure = "yes";
    form.requestSubmit(button);
    return true;
  }
  function refused() { // it needs somebody to look: the page that says why opens as usual, with all words
    const one = waiting("sent:").find((other) => other.refused);
    if (!one) return;
    $("button", strip("#needs-look")).addEventListener("click", () => {
      const form = Object.assign(document.createElement("form"), { method: "post", action: one.action, hidden: true });
      const said = [...new URLSearchParams(one.words), ["once", one.once], ["csrf_token", token()["X-CSRFToken"]]];
      for (const [name, value] of said) form.append(Object.assign(document.createElement("textarea"), { name, value }));
      form.dataset.sure = "yes";
      body.append(form);
      store.drop(one.key);
      form.submit();
    });
  }

  /* ---- forms that go: their words stay in this browser until they are answered */
  const typed = (form) => form.matches("form[data-draft]") && ![...new FormData(form).values()].some((one) => one instanceof File && one.size);
  function wordsOf(form) {
    const said = new URLSearchParams();
    for (const [name, text] of new FormData(form))
      if (typeof text === "string" && !/^(csrf_token|once)$|password/.test(name)) said.append(name, text);
    return said;
  }
  function goes(form, button) { // an input may be called "action"
    return new URL(button?.getAttribute("formaction") || form.getAttribute("action") || "", location.href).pathname;
  }
  function remember(form, button) {
    if (!typed(form)) return;
    const words = wordsOf(form), once = form.elements.once.value;
    if (button?.name) words.append(button.name, button.value);
    form.dataset.sent = "yes";
    store.drop(`draft:${form.elements.draft.value}`);
    store.put(`sent:${once}`, { action: goes(form, button), words: String(words), once });
  }
  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter, once = form.elements.once;
    if (event.defaultPrevented || form.method !== "post" || !once || form.matches("[data-hx-post], [data-passkey]")) return;
    if (form.dataset.sure) return void delete form.dataset.sure;
    const leaving = goes(form) === "/sign-out";
    if (!leaving && !typed(form) && !away && navigator.onLine) return;
    event.preventDefault();
    if (form.dataset.asking) return;
    form.dataset.asking = "yes";
    remember(form, button);
    const there = await answers();
    if (there && leaving) {
      await deliver();
      for (const key of Object.keys(localStorage)) if (key.startsWith(base)) localStorage.removeItem(key);
    }
    delete form.dataset.asking;
    if (!there) return trouble();
    form.dataset.sure = "yes";
    form.requestSubmit(button);
  });
  document.addEventListener("htmx:config:request", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form && event.detail.ctx.request.method.toUpperCase() === "POST") remember(form);
  });
  document.addEventListener("htmx:after:request", (event) => answered(event.detail.ctx));
  document.addEventListener("htmx:response:error", (event) => answered(event.detail.ctx));
  function answered(ctx) {
    const once = ctx?.request?.body?.get?.("once");
    if (once && ctx.response && ctx.response.status < 500) store.drop(`sent:${once}`);
  }
  document.addEventListener("htmx:response:error", (event) => {
    const { ctx } = event.detail, { status } = ctx.response;
    if (DOWN.includes(status)) trouble();
    if ([409, 422].includes(status) || ctx.hx.retarget) return;
    ctx.swap = "none"; // an answer from outside the house is no part of our page
    if (!DOWN.includes(status)) $("[data-why]", strip("#not-saved")).textContent = status;
  });
  document.addEventListener("htmx:error", (event) => event.detail.ctx && trouble());

  /* ---- a page that comes: the form that led to it was answered */
  const done = /(?:^|; )answered=([\w-]+)/.exec(document.cookie)?.[1];
  if (done) store.drop(`sent:${done}`);
  window.thread = { store, waiting, keep, trouble, wordsOf };
  refused();
  if (waiting("").length) setTimeout(attempt, 400);
})();
