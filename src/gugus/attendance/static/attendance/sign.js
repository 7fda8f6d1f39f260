// A signature drawn with a finger, a pen or a mouse; it is sent as plain strokes.
const form = document.querySelector("form[data-signing]");
const canvas = form.querySelector("canvas");
const field = form.elements.signature;
const send = form.querySelector("button[type=submit]");
const pen = canvas.getContext("2d");
// What the server keeps: whole numbers in a box of 300 by 120, at most 8 kB.
const WIDTH = 300;
const HEIGHT = 120;
const LONGEST = 8000;
let strokes = [];
let drawing = false;

function place(event) {
  const box = canvas.getBoundingClientRect();
  const x = Math.round(((event.clientX - box.left) / box.width) * WIDTH);
  const y = Math.round(((event.clientY - box.top) / box.height) * HEIGHT);
  return [Math.min(Math.max(x, 0), WIDTH), Math.min(Math.max(y, 0), HEIGHT)];
}

function written() {
  return strokes
    .filter((stroke) => stroke.length > 1)
    .map(([first, ...rest]) => `M${first.join(" ")}${rest.map((point) => `L${point.join(" ")}`).join("")}`)
    .join("");
}

function show() {
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.lineWidth = 5;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#000";
  const scale = canvas.width / WIDTH;
  for (const stroke of strokes) {
    pen.beginPath();
    for (const [x, y] of stroke) pen.lineTo(x * scale, y * scale);
    pen.stroke();
  }
  field.value = written();
  send.disabled = !field.value;
}

canvas.addEventListener("pointerdown", (event) => {
  drawing = true;
  canvas.setPointerCapture(event.pointerId);
  strokes.push([place(event)]);
});
canvas.addEventListener("pointermove", (event) => {
  if (!drawing || written().length > LONGEST) return;
  const stroke = strokes.at(-1);
  const [x, y] = place(event);
  const [lastX, lastY] = stroke.at(-1);
  if (x === lastX && y === lastY) return;
  stroke.push([x, y]);
  show();
});
for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { drawing = false; });
form.querySelector("[data-clear]").addEventListener("click", () => {
  strokes = [];
  show();
});
form.addEventListener("reset", () => {
  strokes = [];
  show();
});
form.hidden = false;
show();
