// The minutes save themselves while somebody types: as a command that is kept on the phone first
// and sent when it can be. Beside each field stands, hidden, the text it was written upon (its base);
// it moves forward when the server has answered. What was not sent before a reload comes back.
const form = document.querySelector("form[data-autosave]");
const said = document.querySelector("[data-autosave-state]");
const PAUSE = 2000;
const LONGEST = 12000;

const names = [...form.elements].map((field) => field.name).filter((name) => name.startsWith("base_"))
  .map((name) => name.slice(5));
const field = (name) => form.elements[name];
const base = (name) => form.elements[`base_${name}`];
const { about } = form.dataset;

// Not randomUUID: a school's own network has no https.
function freshPage() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

let timer = 0;
let firstChange = 0;
let last = "";
let pending = false;
let opening = true;
field("page").value = freshPage();

function body() {
  const found = Object.fromEntries(new FormData(form));
  delete found.csrfmiddlewaretoken;
  // As the fields hold it: some browsers' FormData ends lines another way.
  for (const name of names) found[name] = field(name).value;
  return found;
}

function say(state, reason = "") {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  said.textContent = (said.dataset[state] ?? "").replace("{time}", time).replace("{reason}", reason);
  said.className = ["refused", "unkept", "superseded"].includes(state) ? "state late" : "state ok";
}

function typed(values) {
  return JSON.stringify(names.map((name) => values[name]));
}

// ---- saving ----

function save() {
  clearTimeout(timer);
  firstChange = 0;
  const now = body();
  const differs = names.some((name) => now[name] !== now[`base_${name}`]);
  if (typed(now) === last || !(differs || pending)) return;
  last = typed(now);
  pending = true;
  document.dispatchEvent(new CustomEvent("gugus:command", {
    detail: { kind: form.dataset.command, about, title: form.dataset.title, body: now, replace: true, element: form },
  }));
}

function soon() {
  firstChange ||= Date.now();
  clearTimeout(timer);
  timer = setTimeout(save, Math.max(0, Math.min(PAUSE, firstChange + LONGEST - Date.now())));
}

form.addEventListener("input", () => { opening = false; soon(); });
form.addEventListener("change", save);
// The button sends everything; nothing else may follow it.
form.addEventListener("submit", () => { clearTimeout(timer); });
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
addEventListener("pagehide", save);

// ---- what became of it ----

function acknowledged(sent, data) {
  for (const name of names) {
    if (!(name in sent)) continue;
    base(name).value = sent[name];
    const theirs = data.texts?.[name];
    const untouched = field(name).value === sent[name] && field(name) !== document.activeElement;
    if (theirs === undefined || data.undecided?.includes(name) || !untouched) continue;
    field(name).value = theirs;
    base(name).value = theirs;
  }
  for (const version of document.querySelectorAll("[data-minutes-version]")) version.value = data.version;
  document.querySelector("[data-undecided-note]").hidden = !data.undecided?.length;
  pending = typed(body()) !== typed(sent);
  last = "";
  if (names.some((name) => field(name).value !== base(name).value)) soon();
}

function restore(kept) {
  for (const name of names) {
    if (name in kept) field(name).value = kept[name];
    if (`base_${name}` in kept) base(name).value = kept[`base_${name}`];
  }
  field("page").value = kept.page || field("page").value;
  last = typed(body());
  pending = true;
}

document.addEventListener("gugus:state", ({ detail }) => {
  if (detail.kind !== form.dataset.command || detail.about !== about) return;
  if (opening && !["sent", "superseded"].includes(detail.state)) restore(detail.body ?? {});
  if ((detail.body?.page ?? "") !== field("page").value) return;
  if (detail.state === "unkept") last = "";
  if (detail.state === "sent" || detail.state === "superseded") acknowledged(detail.body, detail.data ?? {});
  say(detail.state, detail.reason);
});
// From here on, what other windows of this phone keep is not ours to take over.
document.addEventListener("gugus:counts", () => { opening = false; greet(); }, { once: true });

// ---- the same minutes in two windows of one phone ----

const windows = "BroadcastChannel" in self ? new BroadcastChannel("gugus-minutes") : null;

function greet() {
  windows?.postMessage({ about, page: field("page").value, asks: true });
}

windows?.addEventListener("message", ({ data }) => {
  if (data.about !== about) return;
  document.querySelector("[data-two-windows]").hidden = false;
  if (data.asks) windows.postMessage({ about, page: field("page").value, asks: false });
  else if (data.page === field("page").value) field("page").value = freshPage();
});

// ---- problems from the agenda ----

for (const button of document.querySelectorAll("[data-take-over]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const problems = field("problems");
    const lines = problems.value.split("\n").filter((line) => line.trim());
    const fresh = button.dataset.takeOver;
    if (!lines.includes(fresh)) problems.value = [...lines, fresh].join("\n");
    button.disabled = true;
    soon();
  });
}
