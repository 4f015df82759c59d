// Passkeys with what the browser has itself. Without script, codes by letter work.
// A form[data-passkey] asks data-ask for a question, lets the browser answer it, and is then sent as any form is.
(() => {
  "use strict";
  const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.isSecureContext;
  if (!able) return;

  const ask = async (form) => {
    const headers = { "X-CSRFToken": form.csrf_token.value, "Idempotency-Key": crypto.randomUUID() };
    const response = await fetch(form.dataset.ask, { method: "POST", headers });
    if (!response.ok) throw new Error("no question");
    return response.json();
  };

  const answer = (kind, options) =>
    kind === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });

  const send = async (event) => {
    event.preventDefault();
    const form = event.target;
    const said = form.querySelector("[data-passkey-said]");
    try {
      const { ticket, options } = await ask(form);
      const credential = await answer(form.dataset.passkey, options);
      form.ticket.value = ticket;
      form.answer.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (error) {
      said.textContent = error.name === "InvalidStateError" ? said.dataset.held : said.dataset.failed;
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", send);
    form.closest("[data-passkey-place]").hidden = false;
  }
  for (const none of document.querySelectorAll("[data-passkey-none]")) none.hidden = true;
})();
