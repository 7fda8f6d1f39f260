// The address on the wall, scanned without signal, leads to this kept page with its code behind the
// '#': the code is filled in, and one tap keeps it on the phone.
const form = document.querySelector("form[data-stands-for]");
const code = location.hash.slice(1);

if (/^\d+\.[0-9a-f]+$/.test(code)) {
  form.elements.code.value = code;
  form.closest("details").open = true;
  form.querySelector("[data-scanned]").hidden = false;
  form.querySelector("button").focus();
}
