// An address that names a day opens its fold: without this it only comes into view.
function open() {
  const named = document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
}

window.addEventListener("hashchange", open);
open();
