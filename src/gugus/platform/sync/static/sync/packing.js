// From what a form holds to the body of a command: names once or as lists, pictures made small.
(() => {
  const words = document.getElementById("outbox-words").dataset;
  const LARGEST_FILE = 15e6;
  const LARGEST_BODY = 1.8e6;
  const PICTURE_SIDE = 1280;

  // An error shown at the form.
  class Unfit extends Error {}

  async function picture(file) {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, PICTURE_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const pen = canvas.getContext("2d");
    // Transparent pixels become white; where and with what it was taken stays behind.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.8); });
  }

  function base64(blob) {
    return new Promise((done, fail) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.onerror = () => fail(reader.error);
      reader.readAsDataURL(blob);
    });
  }

  async function packed(file) {
    if (file.size > LARGEST_FILE) throw new Unfit(words.tooLarge);
    // What the browser cannot draw goes as it is: the server says whether it takes it.
    const small = file.type.startsWith("image/") ? await picture(file).catch(() => null) : null;
    const blob = small ?? file;
    const name = small ? `${(file.name || "foto").replace(/\.\w+$/, "")}.jpg` : file.name || "berkas";
    return { name, type: blob.type, data: await base64(blob) };
  }

  async function pack(entries) {
    const found = {};
    for (const [name, value] of entries) {
      if (name === "csrfmiddlewaretoken" || (value instanceof File && !value.size)) continue;
      const one = value instanceof Blob ? await packed(value) : value;
      found[name] = name in found ? [found[name], one].flat() : one;
    }
    if (JSON.stringify(found).length > LARGEST_BODY) throw new Unfit(words.tooLarge);
    return found;
  }

  Object.assign(self.gugus, { pack, Unfit });
})();
