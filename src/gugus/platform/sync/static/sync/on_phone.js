// The page of what is on this phone: what waits to be sent, what can be read without signal, how
// safe it is here. Everything comes from the phone itself, so it works without any network.
const { copies, store } = self.gugus;
const words = document.getElementById("phone-words").dataset;
const language = document.documentElement.lang;
const part = (id) => document.getElementById(id);
const able = self.isSecureContext && "caches" in self;
let holder = null;

const when = (time) => new Intl.DateTimeFormat(language, {
  weekday: "long", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
}).format(new Date(time));

function fill(text, values) {
  return text.replace(/{(\w+)}/g, (_all, name) => values[name]);
}

function notice(text) {
  const said = document.createElement("div");
  said.className = "notice warn";
  said.textContent = text;
  part("limits").append(said);
}

// ---- what waits to be sent ----

function rowOf(row) {
  const item = part("command-row").content.cloneNode(true).firstElementChild;
  const find = (name) => item.querySelector(`[data-${name}]`);
  find("title").textContent = row.title;
  find("when").textContent = fill(words.made, { when: when(row.made_at) });
  find("state").textContent = words[row.state];
  find("state").className = row.state === "refused" ? "badge bad" : row.state === "sent" ? "badge" : "badge warn";
  find("said").textContent = row.said ?? "";
  find("said").hidden = !row.said;
  find("reason").textContent = row.reason;
  find("reason").hidden = !row.reason;
  const refused = row.state === "refused";
  find("advice").hidden = !refused;
  find("page").href = row.page ?? "/";
  find("actions").hidden = row.state === "sent";
  find("again").hidden = !refused;
  find("page").hidden = !refused && row.state !== "superseded";
  find("delete").hidden = row.state === "sending" || row.state === "superseded";
  find("understood").hidden = row.state !== "superseded";
  find("understood").addEventListener("click", () => store.remove(row.id).then(showCommands));
  find("again").addEventListener("click", () => store.again(row.id).then(sendNow));
  find("delete").addEventListener("click", () => askToDelete(row));
  return item;
}

function askToDelete(row) {
  const dialog = part("deleting");
  dialog.querySelector("[data-what]").textContent = row.title;
  dialog.querySelector("[data-yes]").onclick = async () => {
    await store.remove(row.id);
    dialog.close();
    showCommands();
  };
  dialog.querySelector("[data-no]").onclick = () => dialog.close();
  dialog.showModal();
}

async function showCommands() {
  const rows = await store.commands();
  const mine = rows.filter((row) => row.person === holder?.id);
  const open = mine.filter((row) => !store.isSettled(row));
  const lost = mine.filter((row) => row.state === "superseded").reverse();
  const sent = mine.filter((row) => row.state === "sent").reverse();
  // What needs a decision stands first.
  open.sort((a, b) => (b.state === "refused") - (a.state === "refused") || a.seq - b.seq);
  part("waiting").replaceChildren(...open.map(rowOf));
  part("sent").replaceChildren(...sent.map(rowOf));
  part("lost").replaceChildren(...lost.map(rowOf));
  part("lost-part").hidden = !lost.length;
  part("looking").hidden = true;
  part("nothing-waits").hidden = open.length > 0;
  part("send-now").hidden = !open.some(store.isUnsent);
  part("sent-part").hidden = !sent.length;
  const others = rows.filter((row) => row.person !== holder?.id && !store.isSettled(row)).length;
  part("others").hidden = !others;
  part("others").textContent = fill(words.others, { n: others });
}

// ---- what can be read ----

function copyOf(copy) {
  const item = part("copy-row").content.cloneNode(true).firstElementChild;
  const link = item.querySelector("a");
  link.href = copy.href;
  link.textContent = copy.title || copy.href;
  item.querySelector("small").textContent = fill(words.keptFrom, { when: when(copy.made) });
  return item;
}

async function showCopies() {
  const found = holder && able ? await copies.list(holder.id) : [];
  part("copies").replaceChildren(...found.map(copyOf));
  part("no-copies").hidden = found.length > 0 || !able;
  part("prepare").hidden = !able || !holder?.prepare;
}

async function prepare() {
  const bar = part("progress");
  const button = part("prepare");
  button.disabled = true;
  bar.hidden = false;
  const step = (done, all) => {
    bar.value = done / all;
    part("prepared").textContent = fill(words.step, { done, all });
  };
  const how = await copies.prepare(holder.id, holder.prepare, step).catch(() => "offline");
  bar.hidden = true;
  button.disabled = false;
  const all = await copies.list(holder.id);
  const size = Math.max(1, Math.round(all.reduce((sum, copy) => sum + copy.size, 0) / 1024));
  part("prepared").textContent = fill(words[`prepare_${how}`] ?? words.prepare_failed, { n: all.length, size });
  await showCopies();
}

// ---- how safe it is here ----

async function showHealth() {
  const { usable, persisted, hidden, tight, usage } = await store.health();
  if (!self.isSecureContext) notice(words.plain);
  if (!usable) notice(words.unusable);
  else if (hidden) notice(words.hidden);
  if (tight) notice(words.tight);
  const size = ((usage ?? 0) / 1048576).toLocaleString(language, { maximumFractionDigits: 1 });
  const used = usage === null ? "" : fill(words.used, { size });
  part("room").textContent = usable ? `${used} ${persisted ? words.persisted : words.unpersisted}` : "";
  part("persist").hidden = !usable || persisted || !navigator.storage?.persist;
  return usable;
}

async function persist() {
  const granted = await navigator.storage.persist().catch(() => false);
  part("limits").replaceChildren();
  await showHealth();
  if (!granted) part("room").append(` ${words.unpersistedAdvice}`);
}

async function sendNow() {
  part("told").textContent = "";
  document.dispatchEvent(new CustomEvent("gugus:send"));
  await showCommands();
}

function told(how) {
  part("told").replaceChildren(words[`send_${how}`] ?? "");
  part("sign-in").hidden = how !== "sign_in";
}

async function start() {
  part("looking").hidden = false;
  // The worker shows this page in place of one that is not kept.
  if (location.pathname !== words.here) notice(words.missing);
  if (!(await showHealth())) {
    part("looking").hidden = true;
    return;
  }
  holder = (await store.fact("person")) ?? null;
  if (holder?.home) {
    part("home").href = holder.home;
    part("home").hidden = false;
  }
  await showCommands();
  await showCopies();
}

part("send-now").addEventListener("click", sendNow);
part("prepare").addEventListener("click", prepare);
part("persist").addEventListener("click", persist);
self.addEventListener("gugus:rows", () => showCommands());
document.addEventListener("gugus:tried", (event) => told(event.detail.how));
start();
