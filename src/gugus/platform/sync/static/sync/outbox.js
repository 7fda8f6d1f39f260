// Writes that survive a lost signal: what a form[data-command] or a `gugus:command` event brings is
// kept on the phone first and sent then. States come back as `gugus:state` events and beside
// [data-state-of]. A browser that can keep nothing sends its forms the ordinary way.
const { store, send } = self.gugus;
const page = document.documentElement.dataset;
const words = document.getElementById("outbox-words").dataset;
const FIRST_WAIT = 5e3;
const LONGEST_WAIT = 300e3;
const DOUBLE_TAP = 1500;
// After this long a form that is kept is free for the next entry, answered or not.
const FORM_WAIT = 8e3;
const LARGEST_FILE = 15e6;
const LARGEST_BODY = 1.8e6;
const PICTURE_SIDE = 1280;

const bodies = new Map();
const forms = new Map();
let usable = null;
let wait = FIRST_WAIT;
let timer = 0;
let person = Number(page.person) || null;

const ready = start().catch(() => { usable = false; });

// A fault that is told in words at the form; every other one means that nothing can be kept.
class Unfit extends Error {}

async function start() {
  usable = await store.fact("device").then(() => true, () => false);
  if (!usable) return;
  const known = await store.fact("person");
  if (person === null) person = known?.id ?? null;
  else if (!page.keptAt) await remember(known);
}

// Whose phone this is, for the pages that are shown without the network.
async function remember(known) {
  const now = { id: person, home: words.home || known?.home, prepare: words.prepare || known?.prepare };
  if (known?.id !== person) {
    now.home = words.home;
    now.prepare = words.prepare;
    await self.gugus.copies.forget((other) => other !== person).catch(() => {});
  }
  await store.setFact("person", now);
}

// ---- what forms hold ----

async function picture(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, PICTURE_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.8); });
}

function base64(blob) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(blob);
  });
}

async function packed(file) {
  if (file.size > LARGEST_FILE) throw new Unfit(words.tooLarge);
  const isPicture = file.type.startsWith("image/");
  // What the browser cannot draw goes as it is: the server says whether it takes it.
  const small = isPicture ? await picture(file).catch(() => null) : null;
  const blob = small ?? file;
  const name = small ? `${(file.name || "foto").replace(/\.\w+$/, "")}.jpg` : file.name || "berkas";
  return { name, type: blob.type, data: await base64(blob) };
}

async function asBody(entries) {
  const found = {};
  for (const [name, value] of entries) {
    if (name === "csrfmiddlewaretoken" || (value instanceof File && !value.size)) continue;
    const one = value instanceof Blob ? await packed(value) : value;
    found[name] = name in found ? [found[name], one].flat() : one;
  }
  if (JSON.stringify(found).length > LARGEST_BODY) throw new Unfit(words.tooLarge);
  return found;
}

const isFile = (value) => typeof value === "object" && value !== null && "data" in value;

// Lay kept values over a form that shows older ones.
function fill(form, values) {
  for (const field of form.elements) {
    if (!(field.name in values) || field.type === "file" || field.type === "submit") continue;
    const wanted = [values[field.name]].flat().map(String);
    if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
    else if (field.type !== "hidden") field.value = wanted[0];
  }
}

// ---- what is said at a form ----

function line(form) {
  let found = form.querySelector(":scope > [data-outbox-line]");
  if (!found) {
    found = document.createElement("div");
    found.dataset.outboxLine = "";
    found.setAttribute("role", "status");
    form.append(found);
  }
  return found;
}

function say(form, text, { bad = false, link } = {}) {
  const said = line(form);
  said.className = bad ? "notice bad" : "notice";
  said.hidden = !text;
  said.textContent = text;
  if (link) said.append(" ", anchor(...link));
  said.setAttribute("role", bad ? "alert" : "status");
  if (text) said.scrollIntoView({ block: "nearest" });
}

function anchor(text, href) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  return link;
}

function busy(form, on) {
  form.toggleAttribute("data-sending", on);
  for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = on;
}

function refusedAt(form, row) {
  busy(form, false);
  form.dataset.refused = row.id;
  say(form, row.reason, { bad: true });
  for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
  const field = row.field && form.elements[row.field];
  if (field instanceof HTMLElement) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }
}

function waitingAt(form, text) {
  busy(form, false);
  if (!("replace" in form.dataset)) form.reset();
  say(form, text, { link: [words.see, words.phone] });
}

function done(form, row) {
  const next = row.href || form.dataset.next;
  try {
    if (row.note) sessionStorage.gugusNote = row.note;
  } catch { /* the note is not shown, the record is safe */ }
  const here = location.pathname + location.search;
  if (next && next !== here) location.assign(next);
  else location.reload();
}

// ---- commands ----

async function keepCommand(command) {
  const row = await store.keep({ person, group: page.group, page: location.pathname, ...command });
  bodies.set(row.id, command.body);
  return row;
}

function native(form, submitter) {
  if (submitter?.name) {
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: submitter.name, value: submitter.value });
    form.append(chosen);
  }
  HTMLFormElement.prototype.submit.call(form);
}

// Private mode or a full phone: the ordinary way, if there is one.
function ordinary(form, submitter) {
  busy(form, false);
  if (!navigator.onLine) return say(form, words.notKeptOffline, { bad: true });
  say(form, words.notKept);
  return native(form, submitter);
}

async function fromForm(form, submitter) {
  const { command: kind, about = "", title = document.title } = form.dataset;
  const entries = [...new FormData(form, submitter)];
  await ready;
  if (!usable || person === null) return ordinary(form, submitter);
  let row;
  try {
    const body = await asBody(entries);
    const instead = form.dataset.refused;
    for (const [name, value] of Object.entries((instead && (await store.body(instead))) || {})) {
      if (!(name in body) && [value].flat().some(isFile)) body[name] = value;
    }
    row = await keepCommand({ kind, about, title, body, instead, replace: "replace" in form.dataset });
  } catch (fault) {
    if (!(fault instanceof Unfit)) return ordinary(form, submitter);
    busy(form, false);
    return say(form, fault.message, { bad: true });
  }
  delete form.dataset.refused;
  forms.set(row.id, form);
  say(form, words.sendingLong);
  setTimeout(() => { if (forms.delete(row.id)) waitingAt(form, words.keptLong); }, FORM_WAIT);
  store.tell([row]);
  askForTime();
  go();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || usable === false || !form.dataset.command) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const since = event.timeStamp - (form.tappedAt ?? -DOUBLE_TAP);
  if ("sending" in form.dataset || since < DOUBLE_TAP) return;
  form.tappedAt = event.timeStamp;
  fromForm(form, event.submitter);
  busy(form, true);
});

document.addEventListener("gugus:command", async (event) => {
  const { kind, about = "", title = document.title, body, replace = false, group = page.group } = event.detail;
  await ready;
  try {
    if (!usable) throw new Unfit(words.notKept);
    const row = await keepCommand({ kind, about, title, group, replace, body: await asBody(Object.entries(body).flatMap(
      ([name, value]) => [value].flat().map((one) => [name, one]),
    )) });
    store.tell([row]);
    go();
  } catch (fault) {
    const reason = fault instanceof Unfit ? fault.message : words.notKept;
    announce({ id: "", kind, about, state: "unkept", reason }, body);
  }
});

// So that the browser asks the person less often and clears other sites first.
function askForTime() {
  navigator.storage?.persist?.().catch(() => {});
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("gugus-outbox")).catch(() => {});
}

// ---- states ----

function announce(row, body) {
  const { id, kind, about, state, reason, field, note, href, data } = row;
  const detail = { id, kind, about, state, reason, field, note, href, data, body };
  for (const place of document.querySelectorAll(`[data-state-of="${CSS.escape(about)}"]`)) {
    place.textContent = state === "refused" || state === "unkept" ? `${words[state] ?? ""} ${reason}`.trim() : words[state];
    place.classList.toggle("ok", state === "sent");
    place.classList.toggle("late", state === "refused" || state === "unkept");
  }
  document.dispatchEvent(new CustomEvent("gugus:state", { detail }));
}

async function changed(rows) {
  for (const row of rows) {
    if (row.person !== person) continue;
    announce(row, bodies.get(row.id) ?? (await store.body(row.id)) ?? {});
    const form = forms.get(row.id);
    if (!form) continue;
    if (row.state === "sent") done(form, row);
    else if (row.state === "refused") refusedAt(form, row);
    if (row.state === "sent" || row.state === "refused") forms.delete(row.id);
  }
  count();
}

async function count() {
  const rows = await store.commands();
  const mine = rows.filter((row) => row.person === person);
  const detail = {
    unsent: mine.filter(store.isUnsent).length,
    refused: mine.filter((row) => row.state === "refused").length,
  };
  document.dispatchEvent(new CustomEvent("gugus:counts", { detail }));
}

// ---- sending ----

async function go() {
  await ready;
  if (!usable || person === null) return;
  clearTimeout(timer);
  const how = await send(person);
  if (how !== "idle" && how !== "busy") {
    const detail = { connected: how !== "offline" };
    document.dispatchEvent(new CustomEvent("gugus:connection", { detail }));
  }
  document.dispatchEvent(new CustomEvent("gugus:tried", { detail: { how } }));
  if (how === "done" || how === "idle") {
    wait = FIRST_WAIT;
    return;
  }
  for (const form of how === "busy" ? [] : forms.values()) {
    if (how === "sign_in") say(form, words.signIn, { link: [words.signInLink, words.door] });
    else waitingAt(form, how === "offline" ? words.keptLong : words.failedLong);
    busy(form, false);
  }
  if (how !== "busy") forms.clear();
  timer = setTimeout(go, how === "busy" ? FIRST_WAIT : wait * (0.75 + Math.random() / 2));
  if (how !== "busy") wait = Math.min(wait * 2, LONGEST_WAIT);
}

function now() {
  wait = FIRST_WAIT;
  go();
}

// A kept page, or one that was opened anew before all was sent: what was typed lies over it.
async function layOver() {
  for (const row of await store.commands()) {
    if (row.person !== person || row.state === "sent") continue;
    const body = (await store.body(row.id)) ?? {};
    bodies.set(row.id, body);
    announce(row, body);
    for (const form of document.querySelectorAll(`form[data-command="${CSS.escape(row.kind)}"]`)) {
      if ((form.dataset.about ?? "") !== row.about) continue;
      if ("replace" in form.dataset || row.state === "refused") fill(form, body);
      if (row.state === "refused") refusedAt(form, row);
      else say(form, words.keptLong, { link: [words.see, words.phone] });
    }
  }
}

function sayNote() {
  try {
    const note = sessionStorage.gugusNote;
    if (!note) return;
    delete sessionStorage.gugusNote;
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.textContent = note;
    document.getElementById("isi").prepend(notice);
  } catch { /* nothing was noted */ }
}

self.addEventListener("gugus:rows", (event) => { changed(event.detail).catch(() => {}); });
self.addEventListener("online", now);
document.addEventListener("gugus:send", now);
document.addEventListener("visibilitychange", () => { if (!document.hidden) now(); });
self.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-command]")) busy(form, false);
  now();
});

sayNote();
ready.then(async () => {
  if (!usable || person === null) return;
  await layOver();
  await count();
  go();
}).catch(() => {});
