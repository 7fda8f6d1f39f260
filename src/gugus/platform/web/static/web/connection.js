// The top bar's word on the network and on what waits to be sent, the note that keeps people from
// losing a form, and the line that says how old a page is. Loaded on every page.
const page = document.documentElement.dataset;
const badge = document.getElementById("sync");
const note = document.getElementById("offline-note");
const age = document.getElementById("age-note");
const MINUTE = 60e3;
const AGAIN = 30e3;
let connected = true;
let counts = { unsent: 0, refused: 0, superseded: 0 };
let timer = 0;
// When, by this phone's clock, this page was as new as the server.
let fresh = page.keptAt ? Number(page.keptAt) : Date.now();
let isCopy = Boolean(page.keptAt);

// Going back may show an old page from the browser's own memory. Its age is told by how the two
// clocks stood to each other on the last page that was fetched anew.
function fromMemory() {
  const made = Date.parse(page.made);
  const [how] = performance.getEntriesByType("navigation");
  if (how?.type !== "back_forward") localStorage.gugusClock = Date.now() - made;
  else if (localStorage.gugusClock) fresh = made + Number(localStorage.gugusClock);
  isCopy = Date.now() - fresh > MINUTE;
}

const told = (text, n) => text.replace("{n}", n);

function show() {
  const said = [];
  if (!connected) said.push(badge.dataset.offline);
  if (counts.unsent) said.push(told(badge.dataset.unsent, counts.unsent));
  if (counts.refused) said.push(told(badge.dataset.refused, counts.refused));
  if (counts.superseded) said.push(told(badge.dataset.superseded, counts.superseded));
  badge.textContent = said.join("\n");
  badge.parentElement.hidden = !said.length;
  // A form that is but a row of buttons holds nothing that was typed; one whose every tap is kept by a
  // script of its own loses nothing either.
  const losable = "main form[method=post]:not([data-command], [data-kept-by-tap], .actions)";
  note.hidden = connected;
  note.textContent = document.querySelector(losable) ? note.dataset.losable : note.dataset.safe;
  showAge();
}

function ago(passed) {
  const minutes = Math.round(passed / MINUTE);
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang);
  if (minutes < 90) return words.format(-minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 48 ? words.format(-hours, "hour") : words.format(-Math.round(hours / 24), "day");
}

function showAge() {
  const passed = Date.now() - fresh;
  const old = (isCopy || !connected) && passed > MINUTE;
  age.hidden = !old || !page.made;
  if (age.hidden) return;
  const when = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "long", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
  }).format(new Date(page.made));
  age.textContent = age.dataset.words.replace("{when}", when).replace("{ago}", ago(passed));
}

function set(now) {
  connected = now;
  clearTimeout(timer);
  if (!connected) timer = setTimeout(check, AGAIN);
  show();
}

// A laptop that serves itself has no network and reaches its server all the same: so the server is
// asked, and the browser's word for it is not taken.
async function check() {
  const answer = await fetch("/di-hp/", { method: "HEAD", cache: "no-store" }).catch(() => null);
  set(Boolean(answer?.ok));
}

window.addEventListener("online", check);
window.addEventListener("offline", check);
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  isCopy = true;
  show();
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) showAge(); });
document.addEventListener("gugus:connection", (event) => set(event.detail.connected));
document.addEventListener("gugus:counts", (event) => {
  counts = event.detail;
  show();
});
document.body.addEventListener("htmx:sendError", () => set(false));
document.body.addEventListener("htmx:afterOnLoad", () => { if (!connected) set(true); });
try {
  if (!isCopy) fromMemory();
} catch { /* a browser without a memory of its own: the page counts as new */ }
setInterval(() => { if (!document.hidden) showAge(); }, MINUTE);
show();
if (!navigator.onLine || isCopy) check();
