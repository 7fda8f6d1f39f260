// Taps on the attendance sheet as commands: each is kept on this phone first and sent by itself, so
// a sheet is written without signal too. Where nothing can be kept, htmx sends the tap as before.
const KIND = "attendance.mark";
const sheet = document.querySelector(".roll.sheet[data-meeting]");
const words = sheet && sheet.dataset;
const whole = document.querySelector("[data-whole]");
const counts = document.getElementById("hitung");
let usable = Boolean(sheet) && "gugus" in self;

const name = (row) => row.querySelector(".note").name.slice(1);
const field = (row, letter) => row.querySelector(`[name="${letter}${name(row)}"]`);
const status = (row) => row.querySelector(`[name="s${name(row)}"]:checked`)?.value ?? "";

const chosen = (row) => (
  row.querySelector(`[name="s${name(row)}"]:checked`)?.closest("label")?.textContent.trim() ?? ""
);

function keep(row) {
  document.dispatchEvent(new CustomEvent("gugus:command", {
    detail: {
      kind: KIND,
      about: `attendance:${words.meeting}:${name(row)}`,
      title: `${words.title}: ${row.querySelector(".who > span").firstChild.textContent}`,
      said: [chosen(row), field(row, "n").value].filter(Boolean).join(" · "),
      body: {
        meeting: words.meeting,
        teacher: name(row),
        status: status(row),
        note: field(row, "n").value,
        arrived_at: field(row, "a").value,
        left_at: field(row, "l").value,
        how: "list",
      },
      replace: true,
      element: row,
    },
  }));
}

// In the words of every other record on this phone.
function say(row, state, reason) {
  const phone = document.getElementById("outbox-words").dataset;
  const bad = state === "refused" || state === "superseded";
  const said = row.querySelector(".state");
  said.textContent = bad ? `${phone[state]} ${reason}` : phone[state];
  said.className = `state ${bad ? "late" : state === "sent" ? "ok" : ""}`.trim();
}

// "24 dari 31 hadir · 2 berhalangan · 5 belum dicatat", out of the rows; a narrowed sheet lacks some.
function count() {
  if (location.search) return;
  const all = [...sheet.children].map(status);
  const of = (...wanted) => all.filter((one) => wanted.includes(one)).length;
  const part = (word, n) => words[word].replace("{n}", n);
  const parts = [part("of", all.length)];
  if (of("terlambat")) parts.push(part("late", of("terlambat")));
  parts.push(part("away", of("izin", "sakit", "dinas")));
  if (of("alpa")) parts.push(part("absent", of("alpa")));
  parts.push(part("none", of("")));
  const big = document.createElement("b");
  big.className = "big";
  big.textContent = of("hadir", "terlambat");
  counts.replaceChildren(big, ` ${parts.join(" · ")}`);
}

// Unsent writes of this phone cover what the page showed.
function lay(row, body) {
  const choice = row.querySelector(`[name="s${name(row)}"][value="${CSS.escape(body.status ?? "")}"]`);
  if (choice) choice.checked = true;
  field(row, "n").value = body.note ?? "";
  field(row, "a").value = body.arrived_at ?? "";
  field(row, "l").value = body.left_at ?? "";
}

function told({ kind, about, state, reason, data, body, first }) {
  const [, meeting, teacher] = about.split(":");
  if (kind !== KIND || meeting !== words.meeting) return;
  const row = sheet.querySelector(`[id="w${CSS.escape(teacher)}"]`)?.closest("li");
  if (!row) return;
  if (state === "unkept") {
    usable = false;
    if (whole) whole.hidden = false;
    htmx.trigger(row, "change");
    return;
  }
  if (first && body) lay(row, body);
  if (state === "superseded" && data?.status !== undefined) lay(row, { ...body, status: data.status });
  say(row, state, reason);
  count();
}

if (usable) {
  // The server's base of the whole sheet knows nothing of what is sent row by row.
  if (whole) whole.hidden = true;
  document.getElementById(words.form).dataset.keptByTap = "";
  sheet.addEventListener("change", (event) => {
    const row = event.target.closest(".roll.sheet > li");
    if (!usable || !row) return;
    event.stopPropagation();
    keep(row);
  }, { capture: true });
  document.addEventListener("gugus:state", ({ detail }) => told(detail));
}
