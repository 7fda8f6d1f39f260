// What stands about each record that was written on this phone, said alike on every page: kept, sent,
// refused with the reason, or taken in while another's word stands, with what was written.
// [data-state-of] says it in a word or two; the form that wrote it gives way to a card that says it
// whole, and so does what [data-gives-way] names; what the server said before steps back ([data-older-of]).
const { store } = self.gugus;
const words = document.getElementById("outbox-words").dataset;
const BAD = new Set(["refused", "unkept", "superseded"]);
const HOLDS = new Set(["kept", "sending", "sent", "superseded"]);
// The newest row about each record, and of each kind; older ones have nothing more to say.
const newest = new Map();
const cards = new Map();
// How the last round of sending went: why what is kept is still here.
let tried = "";

const every = (name, about) => document.querySelectorAll(`[data-${name}="${CSS.escape(about)}"]`);
const isEditor = (form) => "autosave" in form.dataset;
const isMany = (form) => "many" in form.dataset;

function isNewest(record, seq = Infinity) {
  if ((newest.get(record) ?? 0) > seq) return false;
  newest.set(record, seq);
  return true;
}

// ---- in a word or two ----

function inBrief({ state, reason }) {
  return BAD.has(state) ? `${words[state]} ${reason}` : words[state];
}

function showBrief(row) {
  for (const place of every("state-of", row.about)) {
    const brief = inBrief(row);
    place.textContent = "withSaid" in place.dataset && row.said ? `${row.said} · ${brief}` : brief;
    place.classList.toggle("ok", row.state === "sent");
    place.classList.toggle("late", BAD.has(row.state));
    // Where the form itself stands, its card says it.
    place.toggleAttribute("data-gone", "unlessCard" in place.dataset && formsOf(row).length > 0);
  }
}

// ---- the card at the form ----

const formsOf = (row) => [...document.querySelectorAll(`form[data-command="${CSS.escape(row.kind)}"]`)]
  .filter((form) => (form.dataset.about ?? "") === row.about && !isEditor(form));

// The form that wrote it; of a page opened anew the first that can be seen.
function formOf(row) {
  const forms = formsOf(row);
  return forms.find((form) => form.dataset.wrote === row.id)
    ?? forms.find((form) => form.contains(cards.get(row.id)))
    ?? forms.find((form) => form.checkVisibility?.()) ?? forms[0];
}

function line(form) {
  let found = form.querySelector(":scope > [data-outbox-line]");
  if (!found) {
    found = document.createElement("div");
    found.dataset.outboxLine = "";
    form.append(found);
  }
  return found;
}

function heading({ state, reason, note, waited }) {
  if (state === "sending" && !waited) return words.sendingLong;
  if (state === "sent") return [words.sentLong, note].filter(Boolean).join(" ");
  if (state === "refused") return `${words.refusedLong} ${reason}`;
  if (state === "superseded") return `${words.supersededLong} ${reason}`;
  return { sign_in: words.signIn, failed: words.failedLong }[tried] ?? words.keptLong;
}

function made(tag, text, more = {}) {
  const element = Object.assign(document.createElement(tag), more);
  element.textContent = text;
  return element;
}

function link(text, href) {
  return made("a", text, { href });
}

function button(text, work) {
  const found = made("button", text, { type: "button", className: "btn two small" });
  found.addEventListener("click", work);
  return found;
}

// What can still be changed by hand: not a lone button.
const isWritten = (form) => [...form.elements].some((field) => !["hidden", "submit", "button"].includes(field.type));

function ways(form, row) {
  if (row.state === "sent") return row.href && row.href !== location.pathname ? [link(words.open, row.href)] : [];
  if (row.state === "superseded") return [button(words.understood, () => understood(form, row))];
  if (row.state === "refused") return isMany(form) ? [link(words.see, words.phone)] : [];
  if (tried === "sign_in") return [link(words.signInLink, words.door)];
  const change = isWritten(form) && !isMany(form) ? [button(words.change, () => rewrite(form, row))] : [];
  return [...change, link(words.see, words.phone)];
}

function rewrite(form, row) {
  release(form);
  form.dataset.refused = row.id;
  self.gugus.fill(form, row.body ?? {});
  const first = [...form.elements].find((field) => !["hidden", "submit", "button"].includes(field.type));
  first?.focus();
}

async function understood(form, row) {
  await store.remove(row.id);
  drop(row.id);
  release(form);
  giveWay(row, false);
}

function cardOf(form, row) {
  const place = line(form);
  let card = cards.get(row.id);
  if (!card || !place.contains(card)) {
    card = document.createElement("div");
    cards.set(row.id, card);
    if (isMany(form)) place.append(card);
    else place.replaceChildren(card);
  }
  return card;
}

function showCard(form, row) {
  const card = cardOf(form, row);
  card.dataset.record = row.state;
  card.className = `notice ${{ refused: "bad", superseded: "warn" }[row.state] ?? ""}`.trim();
  card.setAttribute("role", row.state === "refused" ? "alert" : "status");
  // A refused form stands open with its words in it.
  const said = row.state === "refused" ? "" : row.said || (isWritten(form) ? "" : row.title);
  const rest = document.createElement("p");
  rest.append(...ways(form, row).flatMap((way) => [way, " "]));
  card.replaceChildren(made("b", heading(row)));
  if (said) card.append(made("p", said, { className: "said" }));
  if (rest.childNodes.length) card.append(rest);
  if (form.dataset.wrote === row.id) card.scrollIntoView({ block: "nearest" });
}

// ---- who gives way ----

function settle(form) {
  form.dataset.settled = "";
  // A fold that holds the answer opens.
  form.closest("details")?.setAttribute("open", "");
}

function release(form) {
  delete form.dataset.settled;
}

function giveWay(row, holds) {
  for (const part of every("gives-way", row.about)) {
    const kinds = part.dataset.to?.split(" ");
    if (kinds && !kinds.includes(row.kind)) continue;
    part.toggleAttribute("data-gone", holds && !part.contains(cards.get(row.id)));
  }
  for (const part of every("older-of", row.about)) part.toggleAttribute("data-gone", holds && row.state !== "superseded");
}

function show(row) {
  const form = formOf(row);
  const holds = HOLDS.has(row.state);
  if (form) {
    showCard(form, row);
    for (const one of formsOf(row)) {
      if (holds && !isMany(one)) settle(one);
      else release(one);
    }
  }
  giveWay(row, holds && !(form && isMany(form)));
}

const rows = new Map();

function told({ detail }) {
  const row = { ...rows.get(detail.id), ...detail };
  // Nothing keeps it, so there is nothing to go on saying.
  if (!row.id) return showBrief(row);
  rows.set(row.id, row);
  if (isNewest(row.about, row.seq)) showBrief(row);
  const [first] = formsOf(row);
  if ((first && isMany(first)) || isNewest(`${row.kind} ${row.about}`, row.seq)) show(row);
  return undefined;
}

document.addEventListener("gugus:state", told);

// Why it is still here may have changed: no signal, or not signed in.
document.addEventListener("gugus:tried", ({ detail: { how } }) => {
  if (how === "busy" || how === "idle") return;
  tried = how;
  for (const row of rows.values()) if (row.state === "kept" && cards.has(row.id)) show(row);
});

// After a while what is on its way is as good as kept: it is tried again by itself.
function waited(id) {
  const row = rows.get(id);
  if (row) show(Object.assign(row, { waited: true }));
}

function drop(id) {
  cards.get(id)?.remove();
  cards.delete(id);
  rows.delete(id);
}

Object.assign(self.gugus, { records: { drop, line, waited } });
