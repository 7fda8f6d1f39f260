// Counts answers that this phone has and this page does not know as answered, so that the whole can be
// sent without signal.
const list = document.getElementById("kompetensi");
const { round, rater, teacher, complete, part, seconds } = list.dataset;
const rating = `rating:${round}:${rater}:${teacher}:i`;
const rows = [...list.querySelectorAll("li[data-item]")];
const known = new Map(rows.map((row) => [row.dataset.item, new Set(row.dataset.known.split(" ").filter(Boolean))]));
const waiting = new Set();
const at = (id) => document.getElementById(id);

function showRow(row) {
  const [given, all] = [known.get(row.dataset.item).size, Number(row.dataset.asked)];
  const badge = row.querySelector("[data-badge]");
  if (given) {
    badge.className = given < all ? "badge warn" : "badge";
    badge.textContent = given < all ? part.replace("#1", given).replace("#2", all) : complete;
  }
  return [given, all];
}

function show() {
  const counted = rows.map(showRow);
  const answered = counted.reduce((sum, [given]) => sum + given, 0);
  const asked = counted.reduce((sum, [, all]) => sum + all, 0);
  const minutes = Math.ceil(((asked - answered) * Number(seconds)) / 60);
  at("selesai").textContent = counted.filter(([given, all]) => given >= all).length;
  const { left, done } = at("kata").dataset;
  at("kata").textContent = (minutes ? left : done).replace("#1", rows.length).replace("#2", minutes);
  at("dijawab").textContent = answered;
  at("kemajuan").value = answered;
  at("kosong").textContent = at("kosong").dataset.words.replace("{n}", asked - answered);
  at("kirim-lengkap").hidden = answered < asked;
  at("kirim-kurang").hidden = answered === asked || answered === 0;
  at("menunggu").hidden = waiting.size === 0;
}

document.addEventListener("gugus:state", ({ detail: { kind, about, state, body } }) => {
  if (kind !== "rating.answer" || !about.startsWith(rating)) return;
  if (state !== "refused" && body?.item) known.get(String(body.item))?.add(about.slice(rating.length));
  if (state === "kept" || state === "sending") waiting.add(about);
  else waiting.delete(about);
  show();
});
