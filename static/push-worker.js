// Shows the few words that a push service brings, and opens the order when they are pressed. It fetches nothing,
// keeps nothing and stands before no page: docs/decisions/028.
"use strict";

const read = (data) => {
  try {
    return data.json();
  } catch {
    return {};
  }
};

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const { title, text, tag, link } = read(event.data);
  const shown = { body: text || "", tag: tag || "", data: { link: link || "/home" }, icon: "/static/icon.svg" };
  event.waitUntil(self.registration.showNotification(title || "Common Thread", shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.link, self.location.origin);
  const target = address.origin === self.location.origin ? address.href : self.location.origin;
  event.waitUntil(self.clients.openWindow(target));
});
