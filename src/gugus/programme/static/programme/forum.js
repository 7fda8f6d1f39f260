// The forum's session: marks many as agreeing without a request to the server, and counts who is
// marked.
const form = document.querySelector("form[data-forum]");
const count = form.querySelector("[data-count]");

function say() {
  const marked = [...form.querySelectorAll("input[type=radio]:checked")].filter((one) => one.value);
  count.textContent = count.dataset.words.replace("{n}", marked.length);
}

function fill(kinds) {
  for (const radio of form.querySelectorAll('input[type=radio][value="agrees"]')) {
    const none = form.querySelector(`input[name="${radio.name}"][value=""]`);
    const named = form.elements[radio.name.replace("-stand", "-name")];
    if (kinds.includes(radio.name[0]) && none.checked && (!named || named.value)) radio.checked = true;
  }
  for (const bench of form.querySelectorAll("details")) bench.open ||= kinds.includes("m");
  say();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  event.preventDefault();
  fill(button.dataset.fill);
});
form.addEventListener("change", say);
say();
