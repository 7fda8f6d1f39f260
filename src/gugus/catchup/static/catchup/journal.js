// New pages of the journal that wait on this phone stand above those that the server knows.
const list = document.getElementById("belum-terkirim");
const rows = new Map();

function rowOf(id) {
  if (!rows.has(id)) {
    const row = document.createElement("li");
    row.append(document.createElement("div"), document.createElement("span"));
    list.append(row);
    rows.set(id, row);
  }
  return rows.get(id);
}

function show(id, body, text) {
  const row = rowOf(id);
  const [words, state] = row.children;
  words.textContent = [body.learnt, body.applied, body.obstacle, body.next_step].filter(Boolean).join(" · ");
  state.className = "state nowrap";
  const change = document.createElement("a");
  change.href = `${list.dataset.edit}#${id}`;
  change.textContent = list.dataset.change;
  state.replaceChildren(text, " ", change);
}

function forget(id) {
  rows.get(id)?.remove();
  rows.delete(id);
}

document.addEventListener("gugus:state", ({ detail: { id, kind, state, reason, body } }) => {
  if (kind !== "journal.write") return;
  // A page known to the server carries its own state; a waiting one that was changed stands once.
  const page = body?.entry || id;
  if (body?.base) return;
  if (state === "sent" || state === "superseded") forget(page);
  else show(page, body ?? {}, state === "refused" ? `${list.dataset.refused}: ${reason}` : list.dataset.kept);
  list.hidden = rows.size === 0;
});
