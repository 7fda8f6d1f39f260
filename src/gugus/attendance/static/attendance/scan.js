// Teachers' cards at the door: by the camera, by a photograph where there is no camera (plain http),
// or typed. Each hit is kept on this phone first and sent by itself.
const place = document.getElementById("pindai");
const words = place.dataset;
const said = place.querySelector(".scan-said");
const view = place.querySelector("video");
const opener = place.querySelector("[data-camera]");
const closer = place.querySelector("[data-stop]");
const photo = place.querySelector("[data-photo]");
const typed = document.getElementById("ketik");
const known = new Map([...document.querySelectorAll("#dikenal li")].map((row) => [row.dataset.card, row]));
const SIDE = 640;
const REST = 2500;
const canvas = document.createElement("canvas");
const pen = canvas.getContext("2d", { willReadFrequently: true });
let decoder;
let last = { text: "", at: 0 };

// ---- reading a picture ----

async function newDecoder() {
  if ("BarcodeDetector" in window) {
    const kinds = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (kinds.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (source) => (await detector.detect(source))[0]?.rawValue ?? null;
    }
  }
  const { createWorker } = await import(words.reader);
  return byWorker(createWorker());
}

function byWorker(worker) {
  let number = 0;
  return (source) => new Promise((done) => {
    const id = (number += 1);
    const heard = ({ data }) => {
      if (data.type !== "qrResult" || data.id !== id) return;
      worker.removeEventListener("message", heard);
      done(data.data);
    };
    worker.addEventListener("message", heard);
    const wide = source.videoWidth || source.width;
    const high = source.videoHeight || source.height;
    const scale = Math.min(1, SIDE / Math.max(wide, high));
    canvas.width = Math.round(wide * scale);
    canvas.height = Math.round(high * scale);
    pen.drawImage(source, 0, 0, canvas.width, canvas.height);
    const points = pen.getImageData(0, 0, canvas.width, canvas.height);
    worker.postMessage({ id, type: "decode", data: points }, [points.data.buffer]);
  });
}

async function read(source) {
  decoder ??= newDecoder();
  return (await decoder)(source);
}

// ---- a hit ----

function say(text, bad = false) {
  said.textContent = text;
  said.classList.toggle("bad", bad);
}

function plain(text) {
  return text.toUpperCase().replace(words.mark, "").replace(/[\s-]/g, "");
}

function hit(text) {
  const row = known.get(plain(text));
  if (!row) return say(words.foreign, true);
  const name = row.querySelector("b").textContent;
  const state = row.querySelector(".state");
  if (state.classList.contains("ok")) return say(words.known.replace("{name}", name));
  state.classList.add("ok");
  document.dispatchEvent(new CustomEvent("gugus:command", {
    detail: {
      kind: "attendance.mark",
      about: `attendance:${words.meeting}:${row.dataset.id}`,
      title: `${words.title}: ${name}`,
      said: words.came,
      body: { meeting: words.meeting, teacher: row.dataset.id, status: "hadir", note: "", how: "card" },
      replace: true,
      element: row,
    },
  }));
  return say(words.news.replace("{name}", name));
}

// A refusal, or a phone that can keep nothing, is said as big as the hit was.
document.addEventListener("gugus:state", ({ detail }) => {
  const [, meeting, teacher] = detail.about.split(":");
  if (detail.kind !== "attendance.mark" || meeting !== words.meeting) return;
  const row = document.querySelector(`#dikenal li[data-id="${CSS.escape(teacher)}"]`);
  if (!row) return;
  const bad = ["refused", "unkept", "superseded"].includes(detail.state);
  row.querySelector(".state").classList.toggle("ok", !bad && detail.body?.status === "hadir");
  if (bad && !detail.first) say(`${detail.state === "superseded" ? words.superseded : words.refused} ${detail.reason}`, true);
});

// ---- camera, photograph, typed code ----

function fresh(text) {
  const again = text === last.text && Date.now() - last.at < REST;
  if (!again) last = { text, at: Date.now() };
  return !again;
}

async function look() {
  while (view.srcObject) {
    const text = view.readyState >= 2 ? await read(view).catch(() => null) : null;
    if (text && fresh(text)) hit(text);
    await new Promise((done) => { setTimeout(done, 120); });
  }
}

function close() {
  for (const track of view.srcObject?.getTracks() ?? []) track.stop();
  view.srcObject = null;
  view.hidden = closer.hidden = true;
  opener.hidden = false;
}

opener.addEventListener("click", async () => {
  try {
    view.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    say(words.nocamera, true);
    return;
  }
  view.hidden = closer.hidden = false;
  opener.hidden = true;
  await view.play();
  look();
});
closer.addEventListener("click", close);
window.addEventListener("pagehide", close);

photo.querySelector("input").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  const picture = await createImageBitmap(file).catch(() => null);
  const text = picture && (await read(picture).catch(() => null));
  if (text) hit(text);
  else say(words.nothing, true);
});

if ("gugus" in self) {
  typed.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    hit(typed.elements.card.value);
    typed.reset();
  }, { capture: true });
  opener.hidden = !navigator.mediaDevices?.getUserMedia;
  photo.hidden = false;
}
