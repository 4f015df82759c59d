/* What HTML cannot do by itself. Everything here is a comfort: each page works without it. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const body = document.body;

  document.addEventListener("htmx:after:swap", () => {
    $("#strip")?.replaceChildren(...($("#strip-problem") ? [$("#strip-problem")] : []));
    enhance(document);
  });

  /* ---- the toast goes after ten seconds, but not while somebody reads it */
  const live = $("#live");
  function fade() {
    const toast = $(".toast", live);
    if (!toast) return;
    const wait = () => setTimeout(() => (toast.matches(":hover, :focus-within") ? wait() : toast.remove()), 10000);
    wait();
  }
  fade(); // one that came with the page
  new MutationObserver(fade).observe(live, { childList: true });

  /* ---- forms */
  function enhance(root) {
    for (const button of root.querySelectorAll("[data-add-row][hidden]")) button.hidden = false;
    const wanted = $("[data-script]", root)?.dataset.script; // what only few pages need comes when it is needed
    if (wanted && !$(`script[src="${wanted}"]`)) document.head.append(Object.assign(document.createElement("script"), { src: wanted }));
  }
  enhance(document);
  document.addEventListener("click", (event) => {
    const adding = event.target.closest("[data-add-row]");
    if (adding) addRow(adding);
    const menu = $("details.menu[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
  function addRow(button) {
    const rows = button.closest("fieldset").querySelectorAll(".trow");
    const last = rows[rows.length - 1], row = last.cloneNode(true), old = rows.length - 1;
    const next = (text) => text && text.replace(new RegExp(`-${old}(?=-|$)`), `-${rows.length}`);
    for (const control of row.querySelectorAll("input, select, textarea")) {
      control.name = next(control.name);
      control.id = next(control.id);
      if (control.type === "checkbox") control.checked = false;
      else control.value = "";
    }
    for (const label of row.querySelectorAll("label")) label.htmlFor = next(label.htmlFor);
    row.setAttribute("aria-label", button.dataset.addRow.replace("#", rows.length + 1));
    last.after(row);
    $("input, select, textarea", row).focus();
  }
  document.addEventListener("click", (event) => { // a picture is pressed where a pin shall be
    const picture = event.target.closest("[data-press]");
    if (!picture || event.target.closest("a")) return;
    const box = picture.getBoundingClientRect();
    const part = (at, from, size) => Math.min(1000, Math.max(0, Math.round(((at - from) / size) * 1000)));
    location.href = `${picture.dataset.press}?x=${part(event.clientX, box.left, box.width)}&y=${part(event.clientY, box.top, box.height)}`;
  });
  document.addEventListener("change", (event) => { // "Use old gold silk": the button says what it does
    const name = event.target.closest("[data-says]")?.dataset.says, button = $("[data-uses]", event.target.form ?? body);
    if (name && button) button.textContent = button.dataset.uses.replace("#", () => name);
  });

  /* ---- keys: every one presses a control that can be seen; none while somebody types */
  let before = "";
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return escape(event);
    if (body.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const keys = before === "g" ? `g ${event.key}` : event.key;
    before = event.key;
    const control = "ep".includes(event.key) ? $(`.here [data-key=${event.key}]`) : $(`[data-key="${CSS.escape(keys)}"]`);
    if ("jk".includes(keys)) walk(keys === "j" ? 1 : -1);
    else if (control) press(control);
    else return;
    event.preventDefault();
  });
  function press(control) {
    control.focus();
    if (!control.matches("textarea, h2")) control.click();
  }
  function walk(step) {
    const lines = [...document.querySelectorAll("[data-line]")].filter((line) => line.checkVisibility());
    const now = lines.findIndex((line) => line.matches(".here"));
    const line = lines[now < 0 && step < 0 ? lines.length - 1 : Math.min(Math.max(now + step, 0), lines.length - 1)];
    if (!line) return;
    lines[now]?.classList.remove("here");
    line.classList.add("here");
    ($("a, button", line) ?? line).focus();
  }
  function escape(event) {
    const menu = $("details.menu[open]");
    if (menu) { menu.open = false; $("summary", menu).focus(); }
    else $("[data-close]", event.target.closest("[data-line]") ?? document.createElement("i"))?.click();
  }
})();
