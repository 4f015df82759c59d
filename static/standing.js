/* A page that tells how many orders stand (home, lists, the month, what is new): it asks now and then whether
   any of them has moved, and takes its new state when nobody is in the middle of something on it. */
(() => {
  "use strict";
  const EVERY = 15000;
  let timer = 0;
  const main = () => document.getElementById("main"), standing = () => document.getElementById("standing").dataset;
  const ask = (url, headers) => fetch(url, { headers, redirect: "manual", cache: "no-store" }).catch(() => null);
  function inUse() {
    const focus = document.activeElement, chosen = getSelection();
    return (main().contains(focus) && focus.matches("input, textarea, select"))
      || main().querySelector("input:checked, [data-typed], details[open]") !== null
      || (!chosen.isCollapsed && main().contains(chosen.anchorNode));
  }
  async function look() {
    clearTimeout(timer);
    if (document.hidden) return;
    const { ask: url, mark } = standing(), answer = await ask(url, { "If-None-Match": `"${mark}"` });
    if (answer?.status === 204 && !inUse()) await renew();
    clearTimeout(timer); // of a look that began meanwhile
    if (!answer || [204, 304].includes(answer.status)) timer = setTimeout(look, EVERY); // else signed out: no more
  }
  async function renew() {
    const answer = await ask(location.href, { Accept: "text/html" });
    if (answer?.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"), fresh = page.getElementById("main");
    if (inUse() || !fresh) return;
    const focus = main().contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    main().replaceChildren(...fresh.childNodes);
    window.htmx?.process(main());
    if (focus) main().querySelector(`a[href="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    for (const place of [".mast", "[data-bell]"]) {
      const now = document.querySelector(place), then = page.querySelector(place);
      if (now && then && now.innerHTML !== then.innerHTML) now.replaceWith(then);
    }
  }
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
  timer = setTimeout(look, EVERY);
})();
