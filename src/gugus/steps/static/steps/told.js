// The roll of last meeting's steps: every tap is kept on the phone and sent by itself. Without
// this script, or where the phone can keep nothing, the roll's own button sends it whole.
const KIND = "step.report";
const button = document.getElementById("simpan-laporan");
const newest = new Map();
const rowOf = (step) => document.querySelector(`.roll li[data-step="${CSS.escape(step)}"]`);
const field = (row, letter) => row.querySelector(`input[name="${letter}${row.dataset.step}"]`);

function stateOf(row) {
  return row.querySelector(`input[name="s${row.dataset.step}"]:checked`)?.value ?? "";
}

const chosen = (row) => (
  row.querySelector(`input[name="s${row.dataset.step}"]:checked`)?.closest("label").textContent.trim() ?? ""
);

function say(row, word) {
  const said = row.querySelector(".state");
  said.textContent = word;
  said.className = "state late";
}

function tell(event) {
  const row = event.target.closest("li[data-step]");
  const report = field(row, "r").value.trim();
  if (stateOf(row) === "tried" && !report) {
    say(row, row.parentElement.dataset.need);
    if (event.target.type === "radio") field(row, "r").focus();
    return;
  }
  const { step } = row.dataset;
  const who = row.querySelector(".who b").textContent;
  document.dispatchEvent(new CustomEvent("gugus:command", {
    detail: {
      kind: KIND,
      about: `step:${step}`,
      title: `${row.parentElement.dataset.title}: ${who}`,
      said: [chosen(row), report].filter(Boolean).join(" · "),
      body: { step, state: stateOf(row), report, seen: field(row, "v").value },
      // Not in place of an unsent one: that may hold a photo. The server summarizes them.
      replace: false,
      element: row,
    },
  }));
}

// Unsent writes of this phone cover what the page showed; an accepted one shows the server's
// answer.
function lay(row, { state, report, seen }) {
  const wanted = row.querySelector(`input[name="s${row.dataset.step}"][value="${CSS.escape(state ?? "")}"]`);
  if (wanted) wanted.checked = true;
  if (typeof report === "string") field(row, "r").value = report;
  if (typeof seen === "string") field(row, "v").value = seen;
}

document.addEventListener("gugus:state", ({ detail }) => {
  const row = detail.kind === KIND && rowOf(detail.about.replace("step:", ""));
  if (!row) return;
  if (detail.state === "unkept") button.hidden = false;
  else if (detail.state === "kept") newest.set(row, detail.id);
  const { state, report } = detail.body ?? {};
  if (detail.state === "sent" || detail.state === "superseded") arrived(row, detail);
  else lay(row, { state, report });
});

// An answer to a former tap does not take back the one that is still on its way.
function arrived(row, { id, data = {} }) {
  const { seen } = data;
  lay(row, [undefined, id].includes(newest.get(row)) ? data : { seen });
}

if ("gugus" in self) {
  button.hidden = true;
  button.form?.setAttribute("data-kept-by-tap", "");
  for (const roll of document.querySelectorAll(".roll.steps")) roll.addEventListener("change", tell);
}
