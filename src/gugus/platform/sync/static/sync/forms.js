// Forms that survive a lost signal: the submit of every form[data-command] becomes a command in the
// outbox. A browser that can keep nothing sends the form the ordinary way. What became of a command
// is said by record_state.js; here it only leads on, or opens the form again.
const { outbox, pack, records, store, Unfit } = self.gugus;
const words = document.getElementById("outbox-words").dataset;
const DOUBLE_TAP = 1500;
// After this long a form that is kept is free for the next entry, answered or not.
const FORM_WAIT = 8e3;
const LONGEST_SAID = 200;
const waiting = new Map();

// ---- what is said at a form ----

function say(form, text, { bad = false } = {}) {
  const said = document.createElement("div");
  said.className = bad ? "notice bad" : "notice";
  said.setAttribute("role", bad ? "alert" : "status");
  said.textContent = text;
  records.line(form).replaceChildren(said);
  said.scrollIntoView({ block: "nearest" });
}

function busy(form, on) {
  form.toggleAttribute("data-sending", on);
  for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = on;
}

function refusedAt(form, { id, field }) {
  busy(form, false);
  form.dataset.refused = id;
  for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
  const named = field && form.elements[field];
  if (!(named instanceof HTMLElement)) return;
  named.setAttribute("aria-invalid", "true");
  named.focus();
}

// Kept and not answered. A form that adds one record after another is free for the next one.
function keptAt(form) {
  busy(form, false);
  if ("many" in form.dataset) form.reset();
}

function sentFrom(form, { href, note }) {
  try {
    if (note) sessionStorage.gugusNote = note;
  } catch { /* the note is not shown; the record is safe */ }
  const next = href || form.dataset.next;
  if (next && next !== location.pathname + location.search) location.assign(next);
  else location.reload();
}

// ---- from form to command ----

// Private mode or a full phone: the ordinary way, as long as there is a server to take it.
function ordinary(form, submitter) {
  busy(form, false);
  if (!navigator.onLine) return say(form, words.notKeptOffline, { bad: true });
  say(form, words.notKept);
  if (submitter?.name) {
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: submitter.name, value: submitter.value });
    form.append(chosen);
  }
  return HTMLFormElement.prototype.submit.call(form);
}

const isFile = (value) => typeof value === "object" && value !== null && "data" in value;

// A photo of the refused command goes along again: a browser fills in no files.
async function withFilesOf(refused, body) {
  const before = (refused && (await store.body(refused))) || {};
  const files = Object.entries(before).filter(([, value]) => [value].flat().some(isFile));
  return { ...Object.fromEntries(files), ...body };
}

const squeezed = (text) => text.replace(/\s+/g, " ").trim();
const labelOf = (field) => squeezed(field.labels?.[0]?.textContent ?? "");

function saidBy(field) {
  if (!field.name || field.type === "hidden" || field.type === "submit") return "";
  if (field.type === "radio" || field.type === "checkbox") return field.checked ? labelOf(field) : "";
  if (field.type === "file") return field.files.length ? labelOf(field) : "";
  if (field.selectedOptions) return field.value ? squeezed(field.selectedOptions[0].textContent) : "";
  return squeezed(field.value);
}

// What was written, in a line: shown with the record's state wherever that is said.
function saidIn(form, submitter) {
  const button = submitter?.name ? [squeezed(submitter.textContent)] : [];
  const all = [...[...form.elements].map(saidBy), ...button].filter(Boolean).join(" · ");
  return all.length > LONGEST_SAID ? `${all.slice(0, LONGEST_SAID)}…` : all;
}

async function keep(form, entries, submitter) {
  const { command: kind, about = "", title = document.title, refused } = form.dataset;
  const said = saidIn(form, submitter);
  try {
    const body = await withFilesOf(refused, await pack(entries));
    return await outbox.keep({ kind, about, title, said, body, instead: refused, replace: "replace" in form.dataset });
  } catch (fault) {
    if (!(fault instanceof Unfit)) return ordinary(form, submitter);
    busy(form, false);
    return say(form, fault.message, { bad: true });
  }
}

async function submitted(form, submitter) {
  const kept = keep(form, [...new FormData(form, submitter)], submitter);
  busy(form, true);
  const row = await kept;
  if (!row) return;
  // Written anew: what was refused, or still waited, is no more.
  records.drop(form.dataset.refused);
  delete form.dataset.refused;
  form.dataset.wrote = row.id;
  waiting.set(row.id, form);
  setTimeout(() => {
    if (!waiting.delete(row.id)) return;
    keptAt(form);
    records.waited(row.id);
  }, FORM_WAIT);
  store.tell([row]);
  outbox.go();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.dataset.command) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const since = event.timeStamp - (form.tappedAt ?? -DOUBLE_TAP);
  if ("sending" in form.dataset || since < DOUBLE_TAP) return;
  form.tappedAt = event.timeStamp;
  submitted(form, event.submitter);
});

// ---- what became of it ----

function fill(form, values) {
  for (const field of form.elements) {
    if (!(field.name in values) || ["file", "hidden", "submit"].includes(field.type)) continue;
    const wanted = [values[field.name]].flat().map(String);
    if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
    else field.value = wanted[0];
  }
}

// What was typed before this page was opened lies over the form that shows older words.
function layOver(row) {
  for (const form of document.querySelectorAll(`form[data-command="${CSS.escape(row.kind)}"]`)) {
    if ((form.dataset.about ?? "") !== row.about) continue;
    const refused = row.state === "refused";
    if (refused || "replace" in form.dataset) fill(form, row.body);
    if (refused) refusedAt(form, row);
    else if ("autosave" in form.dataset) say(form, words.keptLong);
  }
}

const isUntouched = (form) => [...form.elements].every((field) => (
  field.type === "checkbox" || field.type === "radio"
    ? field.checked === field.defaultChecked
    : field.defaultValue === undefined || field.value === field.defaultValue
));

// Refused long after it was written: its words come back into the form, unless others stand there.
function giveBack(row) {
  for (const form of document.querySelectorAll(`form[data-command="${CSS.escape(row.kind)}"]`)) {
    const mine = form.dataset.wrote === row.id && !("many" in form.dataset);
    if ((form.dataset.about ?? "") !== row.about || "autosave" in form.dataset) continue;
    if (!mine && !isUntouched(form)) continue;
    fill(form, row.body ?? {});
    refusedAt(form, row);
    return;
  }
}

document.addEventListener("gugus:state", ({ detail }) => {
  const form = waiting.get(detail.id);
  if (detail.first) layOver(detail);
  else if (detail.state === "refused" && !form) giveBack(detail);
  if (!form || !["sent", "refused", "superseded"].includes(detail.state)) return;
  waiting.delete(detail.id);
  if (detail.state === "sent") sentFrom(form, detail);
  else if (detail.state === "refused") refusedAt(form, detail);
  else keptAt(form);
});

document.addEventListener("gugus:tried", ({ detail: { how } }) => {
  if (how === "busy" || how === "idle" || how === "done") return;
  for (const form of waiting.values()) keptAt(form);
  waiting.clear();
});

self.gugus.fill = fill;

// Coming back to a page in the browser's memory: its forms may be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sending]")) busy(form, false);
});

// What the server said to a command whose page was left for this one.
try {
  if (sessionStorage.gugusNote) {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.textContent = sessionStorage.gugusNote;
    document.getElementById("isi").prepend(notice);
    delete sessionStorage.gugusNote;
  }
} catch { /* a browser without a memory of its own */ }
