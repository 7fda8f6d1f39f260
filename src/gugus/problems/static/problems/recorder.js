// Records a voice note of at most a minute into the form's own file field; what cannot record keeps
// that field. Nothing leaves the phone before the form is sent.
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const SPEECH = 24000;

function recorder(box) {
  const field = document.getElementById(box.dataset.field);
  const part = (name) => box.querySelector(`[data-${name}]`);
  const [start, stop, drop, said, time, play] = ["start", "stop", "drop", "said", "time", "play"].map(part);
  const longest = Number(box.dataset.seconds);
  const most = Number(box.dataset.most);
  const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one));
  let running = null;

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

  function show(state) {
    start.hidden = state === "recording";
    stop.hidden = state !== "recording";
    time.hidden = state !== "recording";
    drop.hidden = play.hidden = state !== "ready";
    said.textContent = said.dataset[state] ?? "";
  }

  function forget() {
    if (play.src) URL.revokeObjectURL(play.src);
    play.removeAttribute("src");
    show("");
  }

  function keep(pieces) {
    const type = kind.split(";")[0];
    const file = new File(pieces, `suara.${type.split("/")[1]}`, { type });
    if (!file.size) {
      show("empty");
      return;
    }
    const files = new DataTransfer();
    files.items.add(file);
    field.files = files.files;
    play.src = URL.createObjectURL(file);
    show("ready");
  }

  async function record() {
    field.value = "";
    forget();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      show("denied");
      return;
    }
    const pieces = [];
    let size = 0;
    const began = performance.now();
    running = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: SPEECH });
    const tick = setInterval(() => {
      const passed = (performance.now() - began) / 1000;
      time.textContent = `${clock(passed)} / ${clock(longest)}`;
      if (passed >= longest) finish();
    }, 250);
    running.addEventListener("dataavailable", ({ data }) => {
      pieces.push(data);
      size += data.size;
      // A browser that takes no notice of the bit rate is stopped before the server refuses.
      if (size >= most) finish();
    });
    running.addEventListener("stop", () => {
      clearInterval(tick);
      for (const track of stream.getTracks()) track.stop();
      keep(pieces);
    });
    time.textContent = `${clock(0)} / ${clock(longest)}`;
    show("recording");
    running.start(1000);
    stop.focus();
  }

  function finish() {
    if (running?.state === "recording") running.stop();
  }

  if (!kind) return;
  box.hidden = false;
  start.addEventListener("click", record);
  stop.addEventListener("click", finish);
  drop.addEventListener("click", () => {
    field.value = "";
    forget();
    start.focus();
  });
  field.form.addEventListener("reset", forget);
  field.addEventListener("change", forget);
}

// Only a page that the browser trusts may listen: https, or the laptop itself.
if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder && window.DataTransfer) {
  for (const box of document.querySelectorAll("[data-recorder]")) recorder(box);
}
