// A second tap on a button that is still sending is passed over: without this the browser drops
// the answer to the first one, and a record that was made comes back as "already there".
// Loaded on every page. The server stays safe without it; forms sent by htmx look after themselves.
const PATIENCE = 5000;
let sentAt = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (event.timeStamp - (sentAt.get(form) ?? -PATIENCE) < PATIENCE) event.preventDefault();
  else sentAt.set(form, event.timeStamp);
});

// Coming back to a kept page: its forms may be sent again at once.
window.addEventListener("pageshow", () => { sentAt = new WeakMap(); });
