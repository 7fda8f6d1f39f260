// Says in the top bar, and in a note that keeps people from losing a form, whether the server
// can be reached. Loaded on every page; does nothing else.
const badge = document.getElementById("sync");
const note = document.getElementById("offline-note");

function show(connected) {
  badge.textContent = connected ? "" : badge.dataset.offline;
  badge.classList.toggle("wait", !connected);
  note.hidden = connected;
}

window.addEventListener("online", () => show(true));
window.addEventListener("offline", () => show(false));
document.body.addEventListener("htmx:sendError", () => show(false));
document.body.addEventListener("htmx:afterOnLoad", () => show(true));
show(navigator.onLine);
