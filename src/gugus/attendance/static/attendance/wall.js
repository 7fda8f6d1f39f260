// The code on the wall goes on changing when the server is out of reach: the page makes it itself,
// by the server's clock; its offset from this device's clock is stored.
const wall = document.getElementById("dinding");
const { secret, meeting, link, opens, closes, maker } = wall.dataset;
const alone = document.querySelector("[data-alone]");
const stopped = document.querySelector("[data-stopped]");
const STEP = 30_000;
const SILENT = 12_000;
const CLOCK = "gugus-server-clock";
let heard = Date.now();
let shown = "";

function offset() {
  return Number(localStorage.getItem(CLOCK)) || 0;
}

function learn() {
  const at = Number(wall.querySelector("[data-at]")?.dataset.at);
  if (at) localStorage.setItem(CLOCK, String(at - Date.now()));
}

async function made(step) {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", bytes.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes.encode(`${meeting}:${step}`)));
  const hex = [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const digits = String(parseInt(hex.slice(-8), 16) % 1_000_000).padStart(6, "0");
  return { address: `${link}${step}.${hex.slice(0, 16)}/`, digits: `${digits.slice(0, 3)} ${digits.slice(3)}` };
}

async function draw(step) {
  const [{ address, digits }, { default: qrcode }] = await Promise.all([made(step), import(maker)]);
  // Meanwhile the next code may have come, or the server.
  if (shown !== String(step)) return;
  const code = qrcode(0, "M");
  code.addData(address);
  code.make();
  const size = code.getModuleCount();
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) if (code.isDark(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
  }
  // What the server drew last, or the closed note, makes room.
  const picture = `<svg class="qr" viewBox="0 0 ${size + 8} ${size + 8}"><path fill="#fff" d="M0 0h${size + 8}v${size + 8}H0z"/><path d="${path}"/></svg>`;
  wall.innerHTML = `<div class="wall-code"><div class="wall-picture" role="img">${picture}</div><p class="wall-digits">${digits}</p></div>`;
}

async function tick() {
  if (Date.now() - heard < SILENT) return;
  const now = Date.now() + offset();
  const isOpen = now >= Number(opens) && now <= Number(closes);
  const canMake = isOpen && Boolean(globalThis.crypto?.subtle);
  alone.hidden = !canMake;
  stopped.hidden = canMake || !isOpen;
  if (!canMake) {
    if (isOpen) wall.replaceChildren();
    return;
  }
  const step = String(Math.floor(now / STEP));
  if (step === shown) return;
  shown = step;
  await draw(Number(step));
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== wall) return;
  heard = Date.now();
  shown = "";
  alone.hidden = true;
  stopped.hidden = true;
  learn();
});
// A page that the phone showed from its memory has heard nothing yet.
if (document.documentElement.dataset.keptAt) heard = 0;
setInterval(tick, 1000);

// Whole screen is a place on the page, and works by the link alone; the browser's own frame goes too
// where it can.
document.querySelector("[data-whole-screen]").addEventListener("click", () => {
  document.documentElement.requestFullscreen?.().catch(() => {});
});
document.querySelector("[data-small-screen]").addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
});
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement && location.hash === "#layar") location.hash = "#kembali";
});
