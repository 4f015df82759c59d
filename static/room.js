/* A side's own room that is open: what is said there comes by itself; what is being typed below it stays. */
(() => {
  "use strict";
  const { live, list } = document.getElementById("room-alive").dataset, POLL = 15000;
  const tab = `room-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
  let source = null, polls = 0, over = false;

  async function look() {
    const answer = await fetch(list, { headers: { "HX-Request": "true" }, redirect: "manual", cache: "no-store" }).catch(() => null);
    if (!answer) return;
    if (answer.status !== 200) return void close((over = true));
    const now = document.getElementById("room-list"), fresh = document.createElement("template");
    fresh.innerHTML = await answer.text();
    const part = fresh.content.firstElementChild, focus = now.contains(document.activeElement) ? document.activeElement : null;
    if (now.innerHTML === part.innerHTML || now.querySelector(".htmx-request")) return;
    now.replaceWith(part);
    window.htmx?.process(part);
    if (focus) part.querySelector(`[aria-label="${CSS.escape(focus.getAttribute("aria-label") ?? "")}"]`)?.focus({ preventScroll: true });
  }
  function open() {
    if (source || over || document.hidden) return;
    source = new EventSource(`${live}?tab=${tab}`);
    source.addEventListener("said", look);
    source.addEventListener("ended", () => close((over = true)));
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      polls ||= setInterval(() => { look(); open(); }, POLL);
    };
  }
  function close() {
    source?.close();
    source = null;
    clearInterval(polls);
    polls = 0;
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", () => close());
  open();
})();
