// A device's own key (WebAuthn): the button asks the device, puts its answer into the form and sends it.
// Browsers offer this on https only; elsewhere the button stays hidden and the code is typed.
const fromText = (text) => Uint8Array.from(
  atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const withIds = (list) => (list ?? []).map((one) => ({ ...one, id: fromText(one.id) }));

function asked(options) {
  const found = { ...options, challenge: fromText(options.challenge) };
  if (options.user) found.user = { ...options.user, id: fromText(options.user.id) };
  found.excludeCredentials = withIds(options.excludeCredentials);
  found.allowCredentials = withIds(options.allowCredentials);
  return found;
}

function answered(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  return { id: credential.id, rawId: credential.id, type: credential.type, response };
}

for (const button of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
  const form = button.form;
  const { publicKey } = JSON.parse(document.getElementById("passkey-options").textContent);
  const trouble = form.querySelector("[data-trouble]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    trouble.hidden = true;
    const question = { publicKey: asked(publicKey) };
    try {
      const making = button.dataset.passkey === "make";
      const credential = await (making
        ? navigator.credentials.create(question)
        : navigator.credentials.get(question));
      form.elements.answer.value = JSON.stringify(answered(credential));
      form.submit();
    } catch {
      // Waited too long, said no, or a device that is not one of theirs.
      trouble.hidden = false;
    }
  });
}
