// Reports once that an absent teacher opened the packet, also when it is read from the phone's
// cache. The server cannot tell it from the page's request: phones fetch the page ahead.
const { meeting, title } = document.getElementById("susulan").dataset;
const about = `packet-read:${meeting}`;

function isTold() {
  try {
    if (sessionStorage.getItem(about)) return true;
    sessionStorage.setItem(about, "1");
  } catch { /* sending it twice does no harm */ }
  return false;
}

function tell() {
  if (document.visibilityState !== "visible" || isTold()) return;
  document.dispatchEvent(new CustomEvent("gugus:command", {
    detail: { kind: "packet.read", about, title, body: { meeting }, replace: true },
  }));
}

addEventListener("load", tell);
document.addEventListener("visibilitychange", tell);
