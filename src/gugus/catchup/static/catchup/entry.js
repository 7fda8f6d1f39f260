// Goes on with a new page that still waits on this phone: the address names it after the '#'.
const form = document.getElementById("catatan");
const wanted = location.hash.slice(1);
let at = "";

document.addEventListener("gugus:state", ({ detail: { id, kind, state, body } }) => {
  if (!wanted || kind !== "journal.write" || state === "sent" || state === "superseded" || !body) return;
  if (id !== wanted && body.entry !== wanted) return;
  // States come in the order of writing: the last one is what the page says now.
  if (at === id) return;
  at = id;
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = field.name in body;
    else if (field.name in body && field.name !== "csrfmiddlewaretoken") field.value = body[field.name];
  }
  form.elements.entry.value = wanted;
  // From here on it is this page that is changed, not one page after another.
  delete form.dataset.many;
  form.dataset.about = `journal:${wanted}`;
});
