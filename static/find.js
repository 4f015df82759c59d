/* Find or do, above the page one is on. Without it the same link leads to a page that does the same. */
(() => {
  "use strict";
  const link = document.querySelector("[data-find]");
  if (!link || !window.HTMLDialogElement) return;
  const address = (end, words) => {
    const url = new URL(link.href);
    url.pathname += end;
    if (words) url.searchParams.set("q", words);
    return url;
  };
  let box, asked, wait;

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-find]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (document.body.dataset.keys === "off") return;
    event.preventDefault();
    open();
  });

  async function part(end, words) { // null: an answer that is no part of ours, or one that nobody waits for any more
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(address(end, words), { signal: asked.signal, headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return location.assign(address("", words)), null;
      return new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address("", words));
      return null;
    }
  }
  async function open() {
    if (box?.open) return input().select();
    const found = await part("/box", "");
    if (!found) return;
    if (!box) {
      box = Object.assign(document.createElement("dialog"), { className: "find" });
      box.setAttribute("aria-label", link.getAttribute("aria-label"));
      box.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(look, 120); });
      box.addEventListener("keydown", keys);
      box.addEventListener("click", (event) => {
        if (event.target === box || event.target.closest("[data-close-box]")) box.close();
        else if (event.target.closest(".hits a") && !event.ctrlKey && !event.metaKey) box.close();
      });
      document.body.append(box);
    }
    box.replaceChildren(found);
    box.showModal();
    input().focus();
  }
  const input = () => box.querySelector("[type=search]");
  async function look() {
    const found = await part("/part", input().value);
    if (!found || !box.open) return;
    box.querySelector("#found").replaceWith(found);
    box.querySelector("[data-say]").textContent = found.dataset.said;
  }
  function keys(event) {
    event.stopPropagation(); // the keys of the page are not for what stands above it
    const links = [...box.querySelectorAll(".hits a")], at = links.indexOf(document.activeElement);
    const typing = document.activeElement === input();
    if (event.key === "Escape") box.close(); // a search box would only be emptied by it
    else if (event.key === "ArrowDown") (links[at + 1] ?? links[at])?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : input()).focus();
    else if (event.key === "Enter" && typing && links.length && input().value) links[0].click();
    else return at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== " " ? input().focus() : undefined;
    event.preventDefault();
  }
})();
