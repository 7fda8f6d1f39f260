// A roll of names: says beside a name that its tap is under way or did not arrive, and narrows the
// roll while a name is typed. Saving itself is htmx, and one button without JavaScript; where the
// phone can keep what was tapped, marks.js does it.
const rolls = document.querySelectorAll(".roll[data-saving]");

function stateOf(event) {
  const row = event.target.closest(".roll[data-saving] > li");
  return row && row.querySelector(".state");
}

function say(event, word, bad) {
  const state = stateOf(event);
  if (!state) return;
  state.textContent = state.closest(".roll").dataset[word];
  state.className = bad ? "state late" : "state";
}

document.body.addEventListener("htmx:beforeRequest", (event) => say(event, "saving", false));
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.body.addEventListener(name, (event) => say(event, "failed", true));
}

const find = document.querySelector("form[data-find]");

function narrow() {
  const name = find.elements.cari.value.trim().toLowerCase();
  const select = find.elements.sekolah;
  const school = select.value ? select.selectedOptions[0].text.toLowerCase() : "";
  let shown = 0;
  for (const row of document.querySelectorAll(".roll.sheet > li")) {
    const who = row.querySelector(".who > span");
    const detail = who.querySelector("small").textContent.toLowerCase();
    const fits = who.firstChild.textContent.toLowerCase().includes(name)
      && (!school || detail === school || detail.startsWith(`${school} · `));
    row.hidden = !fits;
    shown += fits;
  }
  // Above a narrowed roll a school's first name may be gone; each row says its own.
  document.querySelector(".roll.sheet").classList.toggle("narrowed", Boolean(name || school));
  document.querySelector("[data-nothing]").hidden = shown > 0;
}

// A roll that the server already narrowed lacks names: there the form asks the server again.
if (find && rolls.length && !location.search) {
  find.addEventListener("input", narrow);
  find.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
  });
}
