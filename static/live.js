/* An open page of an order: it hears by name and number that something moved, and fetches those parts
   anew. What holds the focus, a selection or an open form is never touched. */
(() => {
  "use strict";
  const alive = document.getElementById("alive"), token = document.body.getAttribute("data-hx-headers:inherited");
  if (!alive || !token) return;
  const { live, moved, room, here } = alive.dataset;
  const SECOND = 1000, BEAT = 20 * SECOND, POLL = 5 * SECOND, IDLE = 8 * SECOND;
  const tab = `tab-${Math.random().toString(36).slice(2, 12)}`.padEnd(8, "0");
  const by = (id) => document.getElementById(id);
  const BUSY = "[data-typed], .htmx-request"; // written in, or waiting for its own answer
  let seq = Number(alive.dataset.seq), over = false, pressed = null;
  document.addEventListener("pointerdown", (event) => { pressed = event.target; });
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => setTimeout(() => { pressed = null; }));

  /* ---- one at a time; what is asked for meanwhile is done once afterwards */
  function once(deed) {
    let busy = false, again = false, pause = 0, later = 0;
    return async function go() {
      if (busy) return void (again = true);
      busy = true;
      clearTimeout(later);
      try { await deed(); pause = 0; } catch {
        lost();
        pause = Math.min(pause * 2 || SECOND, 30 * SECOND);
        later = setTimeout(go, pause);
      } finally { busy = false; }
      if (again) { again = false; go(); }
    };
  }
  const ask = (url) => fetch(url, { headers: { "HX-Request": "true" }, redirect: "manual", cache: "no-store" });
  async function parts(answer) {
    const fresh = document.createElement("template");
    fresh.innerHTML = await answer.text();
    return fresh.content;
  }
  const gone = (answer) => [401, 403, 404].includes(answer.status) || answer.type === "opaqueredirect";

  /* ---- the parts that moved */
  const look = once(async () => {
    if (over) return;
    const answer = await ask(`${moved}&seq=${seq}`);
    if (gone(answer)) return ended();
    found();
    if (answer.status === 205) return old();
    if (answer.status !== 200) return;
    const before = seq, fresh = await parts(answer);
    seq = Number(alive.dataset.seq = answer.headers.get("ETag").replace(/\D/g, ""));
    const news = [...fresh.querySelectorAll(":is(#log-list, #room-list) [data-seq]:not([data-mine])")].filter((one) => Number(one.dataset.seq) > before);
    let held = 0;
    for (const part of [...fresh.children]) {
      const now = part.id && by(part.id);
      if (now) held += renew(now, part, news.length > 0);
    }
    writers();
    const { one, many } = by("moved-held").dataset;
    if (held) show("moved-held", held === 1 ? one : many.replace("#", held));
    announce(news);
  });
  const said = (part) => part.outerHTML.replace(/name="(once|csrf_token)" value="[^"]*"/g, "").replace(/ class="fresh"/g, "");
  function inUse(part) {
    const focus = document.activeElement, chosen = getSelection();
    if (part.contains(focus) && focus.matches("input, textarea, select, [contenteditable]")) return true;
    if (part.matches(BUSY) || part.querySelector(`${BUSY}, form.edit, dialog[open]`)) return true;
    if (pressed && part.contains(pressed)) return true;
    return !chosen.isCollapsed && part.contains(chosen.anchorNode);
  }
  function renew(now, fresh, marked) { // how many lines are left, being in use
    if (said(now) === said(fresh)) return 0;
    if (!inUse(now)) return replace(now, fresh, marked);
    if (now.matches("[data-line]")) return meanwhile(now, fresh);
    if (now.id === "spine") return stages(now, fresh, marked);
    let held = 0;
    for (const part of [...fresh.querySelectorAll("[id]")]) {
      const match = now.querySelector(`#${CSS.escape(part.id)}`), inner = part.parentElement.closest("[id]");
      if (match && (inner === fresh || inner === null)) held += renew(match, part, marked);
    }
    return held;
  }
  function stages(now, fresh, marked) { // while one is written in, others come, go and move
    let held = 0, place = now.firstElementChild;
    for (const part of [...fresh.children]) {
      let match = by(part.id);
      if (match !== place) now.insertBefore(match ?? part, place);
      if (match) held += renew(match, part, marked);
      else window.htmx?.process(part);
      match = by(part.id);
      place = match.nextElementSibling;
    }
    while (place) { const next = place.nextElementSibling; place.remove(); place = next; }
    return held;
  }
  function replace(now, fresh, marked) {
    const focus = now.contains(document.activeElement) ? document.activeElement : null;
    const open = [...now.querySelectorAll("details")].map((one) => one.open);
    [...fresh.querySelectorAll("details")].forEach((one, at) => { one.open = open[at] ?? one.open; });
    if (marked && fresh.matches("[data-line]")) fresh.classList.add("fresh");
    for (const one of fresh.querySelectorAll("[autofocus]")) one.removeAttribute("autofocus");
    now.replaceWith(fresh);
    window.htmx?.process(fresh);
    if (focus) refocus(focus, fresh);
    return 0;
  }
  function refocus(focus, fresh) {
    const same = (name) => focus.hasAttribute(name) ? `[${name}="${CSS.escape(focus.getAttribute(name))}"]` : "";
    const name = focus.localName + (same("id") || same("href") || same("formaction") + same("value"));
    fresh.querySelector(name)?.focus({ preventScroll: true });
  }
  function meanwhile(line, fresh) { // its value is renewed above its form
    const now = line.querySelector("dd.v"), value = fresh.querySelector("dd.v");
    if (now && value && said(now) === said(value)) return 0;
    if (now && value) { now.replaceWith(value); window.htmx?.process(value); }
    line.querySelector(".meanwhile")?.remove();
    by("meanwhile")?.removeAttribute("id"); // the strip leads to the newest
    (line.querySelector("form") ?? line.lastElementChild).before(by("moved-line").content.cloneNode(true));
    return 1;
  }

  function show(id, count) {
    const told = by(id).content.cloneNode(true), place = by("moved");
    if (count) told.querySelector("[data-count]").textContent = count;
    place.replaceChildren(told);
  }
  function announce(news) {
    if (!news.length) return;
    const told = document.createElement("p"), first = news[0].querySelector(".what")?.cloneNode(true);
    first?.querySelector("time")?.remove();
    told.className = "vh told";
    const more = news.length - 1, said = first.textContent, { one, many } = by("live").dataset;
    told.textContent = more ? (more === 1 ? one : many).replace("#", more).replace("…", () => said) : said;
    by("live").querySelector(".told")?.remove();
    by("live").append(told);
  }
  function old() {
    if (!inUse(document.body)) return location.reload();
    over = true;
    show("moved-old");
  }
  function ended() {
    over = true;
    close();
    show("moved-ended");
  }

  /* ---- who is in the room, and who writes where */
  let writing = [];
  const enter = once(async () => {
    const answer = room && await ask(room);
    if (over || answer?.status !== 200) return;
    const fresh = await parts(answer);
    writing = [...fresh.querySelectorAll("[data-writes]")].map((one) => [one.dataset.writes, one.dataset.says]);
    const now = by("room");
    if (now) replace(now, fresh.firstElementChild, false);
    writers();
  });
  function writers() {
    document.querySelectorAll(".writing").forEach((one) => one.remove());
    for (const [spot, says] of writing) {
      const note = document.createElement("p"), line = by(spot);
      note.className = "by writing";
      note.textContent = says;
      (line?.querySelector("dd.v, td.w") ?? line)?.append(note);
    }
  }

  /* ---- where we are, for the others */
  let spot = "", typing = false, told = "", idle = 0, soon = 0;
  async function be(left) {
    if (!here) return;
    const words = new URLSearchParams({ tab, line: spot, seq });
    if (typing) words.set("writes", "y");
    if (left) words.set("left", "y");
    told = left ? "" : spot + typing;
    return fetch(here, { method: "PUT", body: words, keepalive: true, headers: { ...JSON.parse(token), "HX-Request": "true" } }).catch(() => {});
  }
  function noteSpot(event) {
    spot = document.activeElement?.closest("[data-line]")?.id ?? "";
    if (event.type === "input" && spot) {
      typing = true;
      clearTimeout(idle);
      idle = setTimeout(() => { typing = false; noteSpot(event); }, IDLE);
    } else if (event.type === "focusin" && !spot) typing = false;
    clearTimeout(soon);
    soon = setTimeout(() => told !== spot + typing && !document.hidden && be(), 300);
  }
  document.addEventListener("focusin", noteSpot);
  document.addEventListener("focusout", noteSpot);
  document.addEventListener("input", (event) => event.target.closest("form.edit") && noteSpot(event));

  document.addEventListener("htmx:after:request", (event) => event.detail.ctx.request.method === "POST" && look()); // one's own deed

  /* ---- the stream; without it the page asks now and then */
  let source = null, polls = 0, beats = 0, away = false;
  function open() {
    if (source || over || document.hidden) return;
    source = new EventSource(`${live}?tab=${tab}&seq=${seq}&room=${alive.dataset.people}`);
    source.addEventListener("moved", (event) => Number(event.data) !== seq && look());
    source.addEventListener("room", enter);
    source.addEventListener("ended", ended);
    source.onopen = () => { clearInterval(polls); polls = 0; found(); };
    source.onerror = () => {
      lost();
      if (source?.readyState === EventSource.CLOSED) { source = null; poll(); }
    };
  }
  function poll() {
    if (polls || over) return;
    let turns = 0;
    polls = setInterval(() => { look(); enter(); if (++turns % 6 === 0) open(); }, POLL);
  }
  function close() {
    source?.close();
    source = null;
    clearInterval(polls);
    clearInterval(beats);
    polls = beats = 0;
  }
  function lost() {
    if (!away && !document.hidden) { away = true; document.dispatchEvent(new Event("thread:offline")); }
  }
  function found() {
    if (away) { away = false; be(); document.dispatchEvent(new Event("thread:online")); }
  }
  function wake(event) { // a page that was just made shows how things are
    if (document.hidden || over) return;
    open();
    if (event) look();
    be();
    beats ||= setInterval(be, BEAT);
  }
  function leave() { close(); be(true); }
  document.addEventListener("visibilitychange", (event) => (document.hidden ? leave() : wake(event)));
  addEventListener("online", wake);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && wake(event));
  document.documentElement.classList.add("alive");
  wake();
})();
