// Being told on this device, with what the browser has itself. Without script, or where it cannot, no button is shown.
// A form[data-push] asks the browser for a way to reach it, and is then sent as any form is.
(() => {
  "use strict";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return;

  // Our worker waits for words and does nothing else: it stands for one address that no page has.
  const active = (registration) =>
    new Promise((done, failed) => {
      const worker = registration.installing || registration.waiting || registration.active;
      const look = () => {
        if (worker.state === "activated") done(registration);
        if (worker.state === "redundant") failed(new Error("no worker"));
      };
      worker.addEventListener("statechange", look);
      look();
    });

  const reached = async (form) => {
    const address = form.dataset.worker;
    const { pushManager } = await active(await navigator.serviceWorker.register(address, { scope: address }));
    await (await pushManager.getSubscription())?.unsubscribe(); // it may be of somebody who was here before
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.push });
  };

  const send = async (event) => {
    event.preventDefault();
    const form = event.target;
    const said = form.querySelector("[data-push-said]");
    said.textContent = "";
    try {
      if ((await Notification.requestPermission()) !== "granted") {
        said.textContent = said.dataset.denied;
        return;
      }
      const { endpoint, keys } = (await reached(form)).toJSON();
      form.endpoint.value = endpoint;
      form.theirs.value = keys.p256dh;
      form.secret.value = keys.auth;
      form.submit();
    } catch {
      said.textContent = said.dataset.failed;
    }
  };

  for (const form of document.querySelectorAll("form[data-push]")) {
    form.addEventListener("submit", send);
    form.closest("[data-push-place]").hidden = false;
    form.closest("section").querySelector("[data-push-not]").hidden = true;
  }
})();
