// Forms that survive a lost signal: the submit of every form[data-command] becomes a command in the
// outbox. A browser that can keep nothing sends the form the ordinary way.
const { outbox, pack, store, Unfit } = self.gugus;
const words = document.getElementById("outbox-words").dataset;
const DOUBLE_TAP = 1500;
// After this long a form that is kept is free for the next entry, answered or not.
const FORM_WAIT = 8e3;
const waiting = new Map();

// ---- what is said at a form ----

function line(form) {
  let found = form.querySelector(":scope > [data-outbox-line]");
  if (!found) {
    found = document.createElement("div");
    found.dataset.outboxLine = "";
    form.append(found);
  }
  return found;
}

function say(form, text, { bad = false, link } = {}) {
  const said = line(form);
  said.className = bad ? "notice bad" : "notice";
  said.setAttribute("role", bad ? "alert" : "status");
  said.textContent = text;
  if (link) said.append(" ", anchor(...link));
  said.scrollIntoView({ block: "nearest" });
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

function refusedAt(form, { id, reason, field }) {
  busy(form, false);
  form.dataset.refused = id;
  say(form, reason, { bad: true });
  for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
  const named = field && form.elements[field];
  if (!(named instanceof HTMLElement)) return;
  named.setAttribute("aria-invalid", "true");
  named.focus();
}

// Kept and not answered: the form is free again; one that edits a record goes on showing the edit.
function keptAt(form, text, link = [words.see, words.phone]) {
  busy(form, false);
  if (!("replace" in form.dataset)) form.reset();
  say(form, text, { link });
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

async function keep(form, entries, submitter) {
  const { command: kind, about = "", title = document.title, refused } = form.dataset;
  try {
    const body = await withFilesOf(refused, await pack(entries));
    return await outbox.keep({ kind, about, title, body, instead: refused, replace: "replace" in form.dataset });
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
  delete form.dataset.refused;
  waiting.set(row.id, form);
  setTimeout(() => { if (waiting.delete(row.id)) keptAt(form, words.keptLong); }, FORM_WAIT);
  say(form, words.sendingLong);
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
    else say(form, words.keptLong, { link: [words.see, words.phone] });
  }
}

document.addEventListener("gugus:state", ({ detail }) => {
  if (detail.first) layOver(detail);
  const form = waiting.get(detail.id);
  if (!form || (detail.state !== "sent" && detail.state !== "refused")) return;
  waiting.delete(detail.id);
  if (detail.state === "sent") sentFrom(form, detail);
  else refusedAt(form, detail);
});

document.addEventListener("gugus:tried", ({ detail: { how } }) => {
  if (how === "busy" || how === "idle" || how === "done") return;
  for (const form of waiting.values()) {
    if (how === "sign_in") keptAt(form, words.signIn, [words.signInLink, words.door]);
    else keptAt(form, how === "offline" ? words.keptLong : words.failedLong);
  }
  waiting.clear();
});

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
