// Every tap is kept on the phone and sent when it can be; the button only goes on to the next screen.
// Without the outbox, or where the browser keeps nothing, the form is sent as an ordinary form.
const form = document.getElementById("jawaban");
const line = document.getElementById("kept");
const { round, rater, teacher, item, title, next } = form.dataset;
const rating = `rating:${round}:${rater}:${teacher}:`;
const words = document.getElementById("outbox-words")?.dataset;
const KINDS = ["rating.answer", "rating.importance"];
const underWay = new Set();
let keepsNothing = !words;
let goesOn = false;

function count(said) {
  const asked = [...form.querySelectorAll("fieldset:has(input[type=radio])")];
  const given = asked.filter((one) => one.querySelector(":checked")).length;
  const counted = line.dataset.count.replace("#1", given).replace("#2", asked.length);
  line.textContent = [said, counted].filter(Boolean).join(" ");
}

function leave() {
  if (keepsNothing) HTMLFormElement.prototype.submit.call(form);
  else if (underWay.size === 0) location.assign(next);
  else goesOn = true;
}

// What was asked and what was answered, for the list of what is on this phone.
function saidBy(field) {
  const asked = field.closest("fieldset").querySelector("legend").textContent.trim();
  return `${asked}: ${field.labels[0].textContent.replace(/\s+/g, " ").trim()}`;
}

form.addEventListener("change", ({ target }) => {
  if (keepsNothing) return count("");
  const { name, value } = target;
  const about = rating + name;
  underWay.add(about);
  const kind = name.startsWith("w") ? "rating.importance" : "rating.answer";
  const body = { round, rater, teacher, ...(item && { item }), [name]: value };
  return document.dispatchEvent(new CustomEvent("gugus:command", {
    detail: { kind, about, title, said: saidBy(target), body, replace: true },
  }));
});

form.addEventListener("submit", (event) => {
  if (keepsNothing) return;
  event.preventDefault();
  leave();
});

// A page from the phone's memory shows older answers: what was written since lies over it.
function lay(body) {
  for (const field of form.querySelectorAll("input[type=radio]")) {
    if (field.name in body) field.checked = field.value === String(body[field.name]);
  }
}

document.addEventListener("gugus:state", ({ detail: { kind, about, state, reason, body, first } }) => {
  if (!KINDS.includes(kind) || !about.startsWith(rating)) return;
  underWay.delete(about);
  if (state === "unkept") {
    keepsNothing = true;
    delete form.dataset.keptByTap;
  }
  if (first && body) lay(body);
  const safe = { kept: words.keptLong, sending: words.sendingLong, sent: words.sentLong };
  count(safe[state] ?? [words[`${state}Long`], reason].filter(Boolean).join(" "));
  line.classList.toggle("late", state === "refused" || state === "superseded");
  if (goesOn) leave();
});

// Nothing on this page is lost with it.
if (!keepsNothing) form.dataset.keptByTap = "";
