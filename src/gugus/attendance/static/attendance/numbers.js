// While row numbers are typed: whose rows they are, how many, and what cannot be read. The server
// reads them again by the same rules when they are sent.
const said = document.getElementById("terbaca");
const rows = [...document.querySelectorAll("#baris li")];
const field = said && said.closest("form").elements.numbers;
const PIECE = /^(\d{1,4})(?:-(\d{1,4}))?([a-z]?)$/;
const words = said && said.dataset;

function label(letter) {
  return letter === "" ? words.asNone : words[`as${letter.toUpperCase()}`];
}

function read(piece, known) {
  const match = PIECE.exec(piece);
  if (!match) return "unreadable";
  const [first, last, letter] = [Number(match[1]), Number(match[2] ?? match[1]), match[3]];
  if (!label(letter)) return "letter";
  if (last < first) return "back";
  if (first < 1 || last > rows.length) return "row";
  const state = label(letter);
  const numbers = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  if (numbers.some((number) => known.has(number) && known.get(number) !== state)) return "twice";
  for (const number of numbers) known.set(number, state);
  return "";
}

function line(text, kind) {
  const made = document.createElement("p");
  made.className = kind;
  made.textContent = text;
  return made;
}

function show() {
  const known = new Map();
  const bad = [];
  for (const piece of field.value.trim().toLowerCase().replace(/\s*[-–—]\s*/g, "-").split(/[\s,;.]+/)) {
    const fault = piece && read(piece, known);
    if (fault) bad.push(words[fault].replace("{piece}", piece).replace("{last}", rows.length));
  }
  rows.forEach((row) => {
    const state = known.get(Number(row.dataset.number));
    row.querySelector(".state").textContent = state ?? "";
    row.querySelector(".state").className = state ? "badge state" : "state";
    row.hidden = known.size > 0 && !state;
  });
  const sum = known.size ? [line(words.sum.replace("{n}", known.size), "flag")] : [];
  said.replaceChildren(...sum, ...bad.map((text) => line(text, "error")));
}

if (field) {
  field.addEventListener("input", show);
  field.form.addEventListener("reset", () => setTimeout(show));
  show();
}
