// Every tap is kept on the phone and sent when it can be; the button only goes on to the next screen.
// Without the outbox, or where the browser keeps nothing, the form is sent as an ordinary form.
const form = document.getElementById("jawaban");
const line = document.getElementById("kept");
const { round, rater, teacher, item, title, next } = form.dataset;
const rating = `rating:${round}:${rater}:${teacher}:`;
const underWay = new Set();
let keepsNothing = !document.getElementById("outbox-words");
let goesOn = false;

const aboutOf = (name) => rating + (name === "importance" ? `w${item}` : name);

function count(said) {
  const asked = [...form.querySelectorAll("fieldset:has([name^=i]:not([name=importance]))")];
  const given = asked.filter((one) => one.querySelector(":checked")).length;
  const words = line.dataset.count.replace("#1", given).replace("#2", asked.length);
  line.textContent = [said, words].filter(Boolean).join(" ");
}

function leave() {
  if (keepsNothing) HTMLFormElement.prototype.submit.call(form);
  else if (underWay.size === 0) location.assign(next);
  else goesOn = true;
}

form.addEventListener("change", ({ target: { name, value } }) => {
  if (keepsNothing) return count("");
  const about = aboutOf(name);
  underWay.add(about);
  const body = { round, rater, teacher, item, [name]: value };
  return document.dispatchEvent(new CustomEvent("gugus:command", {
    detail: { kind: "rating.answer", about, title, body, replace: true },
  }));
});

form.addEventListener("submit", (event) => {
  if (keepsNothing) return;
  event.preventDefault();
  leave();
});

// A page from the phone's memory shows older answers: show the unsent answers over them.
function lay(body) {
  for (const field of form.querySelectorAll("input[type=radio]")) {
    if (field.name in body) field.checked = field.value === String(body[field.name]);
  }
}

document.addEventListener("gugus:state", ({ detail: { kind, about, state, reason, body, first } }) => {
  if (kind !== "rating.answer" || !about.startsWith(rating)) return;
  underWay.delete(about);
  if (state === "unkept") keepsNothing = true;
  if (first && String(body.item) === item) lay(body);
  const words = { kept: line.dataset.onPhone, sending: line.dataset.onPhone, sent: line.dataset.sent };
  count(words[state] ?? reason);
  line.classList.toggle("late", state === "refused");
  if (goesOn) leave();
});
