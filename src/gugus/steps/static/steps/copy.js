// Buttons that copy a message: the text beside them, or the page's only one. Without JavaScript the
// text is copied by hand.
async function copy(button) {
  const place = button.closest("[data-message]") ?? document;
  const text = place.querySelector("textarea[readonly]");
  text.select();
  // On plain http in a school's network there is no clipboard object; the older way still works.
  const copied = navigator.clipboard
    ? await navigator.clipboard.writeText(text.value).then(() => true, () => false)
    : document.execCommand("copy");
  place.querySelector(".state[role=status]").textContent = copied ? button.dataset.done : "";
}

for (const button of document.querySelectorAll("button[data-done]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
