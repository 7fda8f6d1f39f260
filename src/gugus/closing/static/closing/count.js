// Adds up what is counted while it is typed, and says how it stands against the book.
const form = document.querySelector("form[data-count]");
const said = form.querySelector("[data-said]");
const rupiah = new Intl.NumberFormat("id-ID");

function number(field) {
  return Number(field.value.replace(/[^0-9]/g, "")) || 0;
}

function show() {
  let sum = number(form.elements.at_bank);
  for (const field of form.querySelectorAll("[data-piece]")) sum += number(field) * field.dataset.piece;
  const difference = sum - form.dataset.balance;
  const words = difference === 0 ? said.dataset.fits : difference > 0 ? said.dataset.over : said.dataset.short;
  said.textContent = words.replace("{sum}", `Rp${rupiah.format(sum)}`).replace("{difference}", `Rp${rupiah.format(Math.abs(difference))}`);
}

form.addEventListener("input", show);
show();
