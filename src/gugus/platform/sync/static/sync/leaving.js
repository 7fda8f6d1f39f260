// Signing out: warns while something is not sent, and takes the person's kept pages off the phone.
const { copies, send, store } = self.gugus;
const dialog = document.getElementById("leaving");
const person = Number(document.documentElement.dataset.person) || null;
let form = null;

async function waiting() {
  const rows = await store.commands();
  return rows.filter((row) => row.person === person && !store.isSettled(row)).length;
}

async function leave() {
  // A failing clean-up must not block signing out.
  await Promise.race([forget().catch(() => {}), new Promise((done) => { setTimeout(done, 2000); })]);
  HTMLFormElement.prototype.submit.call(form);
}

async function forget() {
  await store.setFact("person", null);
  await copies.forget((one) => one === person);
}

async function ask() {
  const left = await waiting().catch(() => 0);
  if (!left) return leave();
  dialog.querySelector("[data-count]").textContent = dialog.dataset.count.replace("{n}", left);
  if (!dialog.open) dialog.showModal();
  return null;
}

async function sendFirst() {
  const buttons = dialog.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  await send(person).catch(() => {});
  for (const button of buttons) button.disabled = false;
  if (await waiting()) dialog.querySelector("[data-still]").hidden = false;
  else leave();
}

document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") !== dialog.dataset.signOut || person === null) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form = event.target;
  ask();
});
dialog.querySelector("[data-send]").addEventListener("click", sendFirst);
dialog.querySelector("[data-leave]").addEventListener("click", leave);
dialog.querySelector("[data-stay]").addEventListener("click", () => dialog.close());
