// A page whose form came back: the summary of faults is where reading goes on (browsers that pass
// over `autofocus` on it are helped), and each of its links ends in the field itself.
const faults = document.getElementById("yang-salah");
faults.focus();

faults.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  field.focus();
  field.scrollIntoView({ block: "center" });
});
