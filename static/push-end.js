// At the door nobody is here: whoever was told on this device before is told here no more.
(() => {
  "use strict";
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.getRegistrations().then(async (all) => {
    for (const one of all) await (await one.pushManager?.getSubscription())?.unsubscribe();
  });
})();
