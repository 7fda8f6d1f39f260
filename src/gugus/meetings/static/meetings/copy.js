// The button that copies the invitation's message. Without JavaScript the text is copied by hand.
const text = document.getElementById("pesan");
const button = document.getElementById("salin");
const said = document.getElementById("tersalin");

async function copy() {
  text.select();
  // On plain http in a school's network there is no clipboard object; the older way still works.
  const copied = navigator.clipboard
    ? await navigator.clipboard.writeText(text.value).then(() => true, () => false)
    : document.execCommand("copy");
  said.textContent = copied ? button.dataset.done : "";
}

button.hidden = false;
button.addEventListener("click", copy);
