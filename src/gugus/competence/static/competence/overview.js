// Counts answers that wait on this phone as answered, so that the whole can be sent without signal.
const list = document.getElementById("kompetensi");
const { round, rater, teacher, complete, part } = list.dataset;
const rating = `rating:${round}:${rater}:${teacher}:i`;
const rows = [...list.querySelectorAll("li[data-item]")];
const known = new Map(rows.map((row) => [row.dataset.item, new Set(row.dataset.known.split(" ").filter(Boolean))]));
const waiting = new Set();
const at = (id) => document.getElementById(id);

function show() {
  let answered = 0;
  let asked = 0;
  for (const row of rows) {
    const [given, all] = [known.get(row.dataset.item).size, Number(row.dataset.asked)];
    answered += given;
    asked += all;
    const badge = row.querySelector("[data-badge]");
    if (given) {
      badge.className = given < all ? "badge warn" : "badge";
      badge.textContent = given < all ? part.replace("#1", given).replace("#2", all) : complete;
    }
  }
  at("dijawab").textContent = answered;
  at("kemajuan").value = answered;
  at("kosong").textContent = at("kosong").dataset.words.replace("{n}", asked - answered);
  at("kirim-lengkap").hidden = answered < asked;
  at("kirim-kurang").hidden = answered === asked || answered === 0;
  at("menunggu").hidden = waiting.size === 0;
}

document.addEventListener("gugus:state", ({ detail: { kind, about, state, body } }) => {
  if (kind !== "rating.answer" || !about.startsWith(rating)) return;
  if (state === "kept" || state === "sending") {
    known.get(String(body?.item))?.add(about.slice(rating.length));
    waiting.add(about);
  } else waiting.delete(about);
  show();
});
