/* Files of a line are sent one by one, each as often as it takes, while the rest of the form stays as it is.
   Without this script they go with their form, all at once. */
(() => {
  "use strict";
  const LONGEST = 3000, LARGE = 1e6; // pixels: long enough to see a stitch; bytes: smaller ones go as they are
  const brought = new WeakMap(); // what each waiting entry of a list is to bring
  let busy = false;

  document.addEventListener("change", (event) => {
    const box = event.target.matches("[data-bring] input[type=file]") && event.target.closest("[data-bring]");
    if (!box) return;
    for (const file of event.target.files) wait(box, file);
    event.target.value = "";
    go();
  });
  document.addEventListener("click", (event) => {
    const entry = event.target.closest(".bringing"), box = entry?.closest("[data-bring]");
    if (entry && event.target.closest("[data-again]")) {
      show(entry, "waiting", "");
      go();
    } else if (entry && event.target.closest("[data-leave]")) {
      brought.get(entry).asked?.abort();
      entry.remove();
      tell(box);
      box.querySelector("input[type=file]").focus();
      go();
    }
  });
  document.addEventListener("submit", (event) => { // the line is written once, when all of it is here
    const form = event.target, left = form.querySelector(".bringing");
    if (!left) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dataset.then = "write";
    for (const box of form.querySelectorAll("[data-bring]")) tell(box);
    form.querySelector(".bringing[data-state=failed] [data-again]:not([hidden])")?.focus();
  }, true);
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector(".bringing")) event.preventDefault();
  });

  function wait(box, file) {
    const entry = box.querySelector("template").content.cloneNode(true).firstElementChild;
    brought.set(entry, { file, key: `file-${crypto.getRandomValues(new Uint32Array(4)).join("-")}` });
    entry.querySelector("[data-name]").textContent = file.name;
    for (const named of entry.querySelectorAll("[data-named]")) named.textContent = file.name;
    box.querySelector("ul").append(entry);
    show(entry, "waiting", "");
  }
  async function go() {
    if (busy) return;
    busy = true;
    for (let entry; (entry = document.querySelector(".bringing[data-state=waiting]")); ) await bring(entry);
    busy = false;
    for (const form of document.querySelectorAll("form[data-then]")) {
      if (form.querySelector(".bringing")) continue;
      delete form.dataset.then;
      form.requestSubmit();
    }
  }
  async function bring(entry) {
    const box = entry.closest("[data-bring]"), one = brought.get(entry);
    show(entry, "sending", "");
    tell(box);
    one.small ??= await smaller(one.file, box.dataset.longest);
    const answer = entry.isConnected && (await send(box, entry, one));
    if (!entry.isConnected) return; // left out meanwhile
    const part = new DOMParser().parseFromString(answer.text, "text/html");
    const arrived = part.querySelector("li");
    if (answer.status === 200 && arrived) {
      for (const control of arrived.querySelectorAll("[name]")) control.name = box.dataset.prefix + control.name;
      if (one.small !== one.file) arrived.querySelector("[data-said]").textContent = ` ${box.dataset.shrunk.replace("#", size(one.file)).replace("#", size(one.small))}`;
      entry.replaceWith(arrived);
    } else {
      part.querySelector("b")?.remove();
      show(entry, "failed", part.querySelector("#strip-problem p")?.textContent.trim() || box.dataset.broken);
      entry.querySelector("[data-again]").hidden = answer.status === 422; // it would only be refused again
    }
    tell(box);
  }
  function send(box, entry, one) {
    const words = new FormData(), asked = (one.asked = new XMLHttpRequest());
    words.append("upload", one.small, one.file.name);
    return new Promise((done) => {
      asked.open("POST", box.dataset.bring);
      const headers = { "Idempotency-Key": one.key, "HX-Request": "true", "X-CSRFToken": box.closest("form").elements.csrf_token.value };
      for (const [name, said] of Object.entries(headers)) asked.setRequestHeader(name, said);
      asked.upload.onprogress = (event) => (entry.querySelector("progress").value = event.loaded / event.total);
      asked.onloadend = () => done({ status: asked.status, text: asked.responseText });
      asked.send(words);
    });
  }
  async function smaller(file, longest) {
    if (!longest || file.size < LARGE || !/^image\/(jpeg|webp|avif|hei[cf])$/.test(file.type)) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const part = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * part), height: Math.round(picture.height * part) });
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
      return made && made.size < file.size * 0.9 ? made : file;
    } catch {
      return file; // this browser cannot unfold it; the house may
    }
  }
  function show(entry, state, said) {
    entry.dataset.state = state;
    entry.querySelector("[data-said]").textContent = said;
    entry.querySelector("progress").hidden = state === "failed";
    entry.querySelector("[data-again]").hidden = state !== "failed";
  }
  function tell(box) {
    const all = box.querySelectorAll("li[data-state]"), here = [...all].filter((one) => one.dataset.state === "here").length;
    const failed = box.querySelectorAll("[data-state=failed]").length, then = box.closest("form").dataset.then;
    const sending = all.length - here - failed;
    const words = sending ? [box.dataset.sending, here + failed + 1, all.length] : failed ? [box.dataset.failed, failed, all.length] : [box.dataset.here, here, all.length];
    const said = words[0].replace("#", words[1]).replace("#", words[2]) + (sending && then ? ` ${box.dataset.then}` : "");
    box.querySelector("[role=status]").textContent = all.length ? said : "";
  }
  const DIGITS = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const size = (file) => `${(file.size / 1e6).toLocaleString(document.documentElement.lang, DIGITS)} MB`;
})();
