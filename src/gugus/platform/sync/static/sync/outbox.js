// The outbox of a page: keeps commands on the phone first and sends them then, with patience that
// grows. `gugus:command` events bring commands; states go out as `gugus:state` events and beside
// [data-state-of]. forms.js does the same for forms.
const { pack, store, send, Unfit } = self.gugus;
const page = document.documentElement.dataset;
const words = document.getElementById("outbox-words").dataset;
const FIRST_WAIT = 5e3;
const LONGEST_WAIT = 300e3;

const bodies = new Map();
let person = Number(page.person) || null;
let usable = null;
let wait = FIRST_WAIT;
let timer = 0;

const ready = start().catch(() => { usable = false; });

async function start() {
  usable = await store.fact("device").then(() => true, () => false);
  if (!usable) return;
  const known = await store.fact("person");
  if (person === null) person = known?.id ?? null;
  else if (!page.keptAt) await remember(known);
  if (isFresh()) await store.heardServer(page.made);
}

// Made by the server just now: not kept here, nor shown again out of the browser's memory.
function isFresh() {
  const [how] = self.performance?.getEntriesByType?.("navigation") ?? [];
  return Boolean(page.made) && !page.keptAt && how?.type !== "back_forward";
}

// Whose phone this is, for the pages that are shown without the network.
async function remember(known) {
  const same = known?.id === person ? known : {};
  if (same !== known) await self.gugus.copies.forget((other) => other !== person).catch(() => {});
  const now = { id: person, at: Date.now(), home: words.home || same.home, prepare: words.prepare || same.prepare };
  await store.setFact("person", now);
}

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

// ---- commands ----

// Resolves when the phone has it; rejects when this browser can keep nothing.
async function keep(command) {
  await ready;
  if (!usable || person === null) throw new Error("nothing can be kept");
  const row = await store.keep({ person, group: page.group, page: location.pathname, ...command });
  bodies.set(row.id, command.body);
  askForTime();
  return row;
}

// So that the browser clears other sites first, and sends also when no page is open.
function askForTime() {
  navigator.storage?.persist?.().catch(() => {});
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("gugus-outbox")).catch(() => {});
}

document.addEventListener("gugus:command", async ({ detail }) => {
  const { kind, about = "", title = document.title, said = "", body, replace = false, group = page.group } = detail;
  const entries = Object.entries(body).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  try {
    const row = await keep({ kind, about, title, said, group, replace, body: await pack(entries) });
    store.tell([row]);
    go();
  } catch (fault) {
    const reason = fault instanceof Unfit ? fault.message : words.notKept;
    announce({ id: "", kind, about, title, said, state: "unkept", reason }, body);
  }
});

// ---- states ----

// How it is shown: record_state.js.
function announce(row, body, first = false) {
  const { id, seq, kind, about, title, said, state, reason, field, note, href, data } = row;
  tell("gugus:state", { id, seq, kind, about, title, said, state, reason, field, note, href, data, body, first });
}

async function changed(rows) {
  for (const row of rows) {
    if (row.person !== person) continue;
    announce(row, bodies.get(row.id) ?? (await store.body(row.id)) ?? {});
    if (store.isSettled(row)) bodies.delete(row.id);
  }
  await count();
}

async function count() {
  const mine = (await store.commands()).filter((row) => row.person === person);
  tell("gugus:counts", {
    unsent: mine.filter(store.isUnsent).length,
    refused: mine.filter((row) => row.state === "refused").length,
    superseded: mine.filter((row) => row.state === "superseded").length,
  });
}

// What arrived before this page was made stands on it.
function isOnPage(row) {
  return row.state === "sent" && !(page.keptAt && Date.parse(row.answered_at) > Number(page.keptAt));
}

// A kept page, or one that was opened anew before all was sent, learns what lies over it.
async function announceAll() {
  for (const row of await store.commands()) {
    if (row.person !== person || isOnPage(row)) continue;
    bodies.set(row.id, (await store.body(row.id)) ?? {});
    announce(row, bodies.get(row.id), true);
  }
}

// ---- sending ----

async function go() {
  await ready;
  if (!usable || person === null) return;
  clearTimeout(timer);
  const how = await send(person);
  if (how !== "idle" && how !== "busy") tell("gugus:connection", { connected: how !== "offline" });
  tell("gugus:tried", { how });
  if (how === "done" || how === "idle") {
    wait = FIRST_WAIT;
    return;
  }
  clearTimeout(timer);
  timer = setTimeout(go, how === "busy" ? FIRST_WAIT : wait * (0.75 + Math.random() / 2));
  if (how !== "busy") wait = Math.min(wait * 2, LONGEST_WAIT);
}

function goNow() {
  wait = FIRST_WAIT;
  go();
}

self.gugus.outbox = { ready, keep, go };
self.addEventListener("gugus:rows", (event) => { changed(event.detail).catch(() => {}); });
self.addEventListener("online", goNow);
self.addEventListener("pageshow", (event) => { if (event.persisted) goNow(); });
document.addEventListener("gugus:send", goNow);
document.addEventListener("visibilitychange", () => { if (!document.hidden) goNow(); });
// After DOMContentLoaded every script of the page listens.
const loaded = new Promise((done) => {
  if (document.readyState === "complete") done();
  else document.addEventListener("DOMContentLoaded", done);
});
Promise.all([ready, loaded]).then(async () => {
  if (!usable || person === null) return;
  await announceAll();
  await count();
  go();
}).catch(() => {});
