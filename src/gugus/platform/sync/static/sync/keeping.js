// Starts the service worker once the page stands, fetches ahead what the person may need while the phone
// is idle, and runs the buttons [data-keep-href] that keep one paper (Simpan di HP). A button names
// what it does; whether the paper is kept stands beside it.
const { copies, store } = self.gugus;
const page = document.documentElement.dataset;
const words = document.getElementById("outbox-words").dataset;
const person = Number(page.person);
const HALF_HOUR = 30 * 60e3;
const HALF_DAY = 12 * 3600e3;
const QUIET = 3000;
const able = self.isSecureContext && "serviceWorker" in navigator && "caches" in self;

// On 2G, and where the person asked to save data, twice a day is enough.
function pause() {
  const link = navigator.connection;
  return link?.saveData || /2g$/.test(link?.effectiveType ?? "") ? HALF_DAY : HALF_HOUR;
}

async function prepareWhenDue() {
  if (!person || !words.prepare || page.keptAt || words.ahead === undefined) return;
  const last = await store.fact(`prepared-${person}`);
  if (last && Math.abs(Date.now() - last.at) < pause()) return;
  await navigator.serviceWorker.ready;
  // One page of the browser does it; the others need not.
  await navigator.locks.request("gugus-preparing", { ifAvailable: true }, (lock) => (
    lock && copies.prepare(person, words.prepare, () => {})
  ));
}

// The pages of one thing that is filled in page by page, as soon as one of them is opened.
async function keepBook() {
  const { book, bookClosed } = document.querySelector("[data-book]")?.dataset ?? {};
  if (!person || !book || page.keptAt) return;
  await navigator.serviceWorker.ready;
  await (bookClosed === undefined ? copies.keepBook(person, book) : copies.dropBook(person, book));
}

async function show(button) {
  const kept = await copies.row(person, button.dataset.keepHref);
  button.hidden = false;
  button.textContent = kept?.pinned ? words.unpin : words.pin;
  button.nextElementSibling.textContent = kept?.pinned ? words.pinned : "";
  return kept?.pinned;
}

async function toggle(button) {
  const { keepHref, keepTitle } = button.dataset;
  button.disabled = true;
  try {
    if (await show(button)) await copies.drop(person, keepHref);
    else if (!(await copies.pin(person, keepHref, keepTitle ?? document.title))) throw new Error("not kept");
    await show(button);
  } catch {
    button.nextElementSibling.textContent = words.pinFailed;
  } finally {
    button.disabled = false;
  }
}

if (able) {
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
    setTimeout(() => { prepareWhenDue().catch(() => {}); }, QUIET);
    keepBook().catch(() => {});
  });
  for (const button of document.querySelectorAll("[data-keep-href]")) {
    show(button).catch(() => {});
    button.addEventListener("click", () => toggle(button));
  }
}
