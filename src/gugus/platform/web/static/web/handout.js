// Buttons that only a script can serve: print the page, copy a message. Without the script
// they stay hidden; the browser's own menu and a long tap on the text do the same.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      // On plain http there is no clipboard interface; the old command still works there.
      document.execCommand("copy");
    }
    button.textContent = button.dataset.done;
  });
}
