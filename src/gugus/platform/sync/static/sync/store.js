// What this phone keeps: commands on their way, copies of pages, who holds the phone.
// A classic script, because pages (script defer) and the service worker (importScripts) share it.
(() => {
  const gugus = (self.gugus ??= {});
  // What was sent is remembered as long: a kept page may be older than what was written on it.
  const SENT_TRAIL = 200;
  const AGREE = 120e3;
  const TIGHT = 20e6;
  let opening = null;

  function open() {
    opening ??= new Promise((done, fail) => {
      const request = indexedDB.open("gugus", 1);
      request.onupgradeneeded = () => {
        const db = request.result;
        db.createObjectStore("commands", { keyPath: "id" });
        // Apart from the commands: a list with its states is read often, photos seldom.
        db.createObjectStore("bodies");
        db.createObjectStore("copies", { keyPath: ["person", "href"] });
        db.createObjectStore("facts");
      };
      request.onsuccess = () => {
        const db = request.result;
        const again = () => { opening = null; };
        db.onclose = again;
        db.onversionchange = () => { db.close(); again(); };
        done(db);
      };
      request.onerror = () => fail(request.error);
    });
    opening.catch(() => { opening = null; });
    return opening;
  }

  const got = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

  // One transaction; what it promises is kept only when the disk has it.
  async function within(names, mode, work) {
    const db = await open();
    return new Promise((done, fail) => {
      const tx = db.transaction(names, mode, { durability: "strict" });
      const stores = names.map((name) => tx.objectStore(name));
      let result;
      tx.oncomplete = () => done(result);
      tx.onabort = () => fail(tx.error ?? new Error("aborted"));
      work(...stores).then((value) => { result = value; }, (fault) => { fail(fault); tx.abort(); });
    });
  }

  // On plain http there is no crypto.randomUUID.
  function uuid() {
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    const hex = Array.from(b, (n) => n.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // The phone's clock, which after a flat battery may fall back by years and later be set right:
  // it never runs backwards here, so that the time between making and sending stays true.
  async function clock(facts) {
    const wall = Date.now();
    const { last = wall, shift = 0 } = (await got(facts.get("clock"))) ?? {};
    const ahead = wall >= last ? 0 : Math.max(shift, last - wall);
    facts.put({ last: wall + ahead, shift: ahead }, "clock");
    return { at: wall + ahead, shift: ahead };
  }

  const iso = (time) => new Date(time).toISOString();

  // How the server's clock stands to this one, told by each of its answers: from then on it can be
  // reckoned what the server's clock shows, until the phone's is set.
  function heardServer(time) {
    const at = Date.parse(time);
    if (Number.isNaN(at)) return null;
    return within(["facts"], "readwrite", async (facts) => {
      const { at: here, shift } = await clock(facts);
      facts.put({ at, here, shift }, "server");
    });
  }

  async function timesOf(facts) {
    const made = await clock(facts);
    const known = await got(facts.get("server"));
    if (!known) return { made_at: iso(made.at) };
    const times = { made_at: iso(made.at), heard_at: iso(known.at) };
    // Set back since the server last answered: no reckoning from then.
    return known.shift === made.shift ? { ...times, reckoned_at: iso(made.at - known.here + known.at) } : times;
  }

  // Within the life of one page a clock that cannot be set runs beside: where the two agree about how
  // long ago something was written, the phone's clock was not set meanwhile.
  const steady = () => self.performance?.now?.();
  const written = new Map();

  function isSteady(id) {
    const then = written.get(id);
    return Boolean(then) && Math.abs(steady() - then.steady - (Date.now() - then.wall)) < AGREE;
  }

  async function device(facts) {
    const known = await got(facts.get("device"));
    if (known) return known;
    const fresh = uuid();
    facts.put(fresh, "device");
    return fresh;
  }

  // The server has spoken, and nothing is left to do but to know it.
  const isSettled = (row) => row.state === "sent" || row.state === "superseded";
  const isUnsent = (row) => row.state === "kept" || row.state === "sending";
  const inOrder = (rows) => rows.sort((a, b) => a.seq - b.seq);

  // Keep a command; `replace` takes the place of one of the same kind about the same record that
  // was not sent, `instead` that of a refused one which was mended.
  function keep({ body, replace, instead, ...given }) {
    const text = JSON.stringify(body);
    return within(["commands", "bodies", "facts"], "readwrite", async (commands, bodies, facts) => {
      for (const old of await got(commands.getAll())) {
        const same = replace && given.about && old.person === given.person
          && old.group === given.group && old.kind === given.kind && old.about === given.about;
        const waits = old.state === "kept" || old.state === "refused";
        if (!waits || (old.id !== instead && !same)) continue;
        commands.delete(old.id);
        bodies.delete(old.id);
      }
      const seq = ((await got(facts.get("seq"))) ?? 0) + 1;
      facts.put(seq, "seq");
      const row = {
        ...given, id: uuid(), device: await device(facts), seq, ...(await timesOf(facts)),
        size: text.length, state: "kept", tries: 0, fails: 0, reason: "",
      };
      commands.put(row);
      bodies.put(text, row.id);
      written.set(row.id, { steady: steady(), wall: Date.now() });
      return row;
    });
  }

  async function commands() {
    return inOrder(await within(["commands"], "readonly", (rows) => got(rows.getAll())));
  }

  async function body(id) {
    const text = await within(["bodies"], "readonly", (bodies) => got(bodies.get(id)));
    return text === undefined ? null : JSON.parse(text);
  }

  // Of what has arrived only the words stay: pictures and sounds are at the server.
  async function lighten(bodies, id) {
    const text = await got(bodies.get(id));
    if (text === undefined) return;
    const isFile = (value) => typeof value === "object" && value !== null && "data" in value;
    const words = Object.entries(JSON.parse(text)).filter(([, value]) => ![value].flat().some(isFile));
    bodies.put(JSON.stringify(Object.fromEntries(words)), id);
  }

  // Change rows that are still there; `change` returns what is new of a row, or null.
  function update(ids, change) {
    return within(["commands", "bodies"], "readwrite", async (rows, bodies) => {
      const changed = [];
      for (const id of ids) {
        const row = await got(rows.get(id));
        const news = row && change(row);
        if (!news) continue;
        const next = { ...row, ...news };
        rows.put(next);
        if (isSettled(next)) await lighten(bodies, id);
        changed.push(next);
      }
      const sent = (await got(rows.getAll())).filter((row) => row.state === "sent");
      for (const old of inOrder(sent).slice(0, -SENT_TRAIL)) {
        rows.delete(old.id);
        bodies.delete(old.id);
      }
      return changed;
    });
  }

  // What has arrived is the server's: it stays on no phone that somebody else takes over.
  function forgetSettled(isGone) {
    return within(["commands", "bodies"], "readwrite", async (rows, bodies) => {
      for (const row of await got(rows.getAll())) {
        if (!isSettled(row) || !isGone(row.person)) continue;
        rows.delete(row.id);
        bodies.delete(row.id);
      }
    });
  }

  function remove(id) {
    return within(["commands", "bodies"], "readwrite", async (rows, bodies) => {
      rows.delete(id);
      bodies.delete(id);
    });
  }

  // A refused command once more: as a new one, now, at the end of the row.
  async function again(id) {
    const row = (await commands()).find((one) => one.id === id);
    const kept = row && (await body(id));
    if (!kept) return null;
    const { person, group, kind, about, title, said, page } = row;
    return keep({ person, group, kind, about, title, said, page, body: kept, instead: id });
  }

  const fact = (name) => within(["facts"], "readonly", (facts) => got(facts.get(name)));

  function setFact(name, value) {
    return within(["facts"], "readwrite", async (facts) => {
      if (value === null) facts.delete(name);
      else facts.put(value, name);
    });
  }

  // Device and time for the head of a batch.
  function head() {
    return within(["facts"], "readwrite", async (facts) => (
      { device: await device(facts), sent_at: iso((await clock(facts)).at) }
    ));
  }

  // For browsers without navigator.locks: who sends, and until when nobody else does.
  function lease(holder, until) {
    return within(["facts"], "readwrite", async (facts) => {
      const held = await got(facts.get("lease"));
      const left = held ? held.until - Date.now() : 0;
      // Longer than any lease: the phone's clock was set back meanwhile.
      if (held && held.holder !== holder && left > 0 && left < 60e3) return false;
      facts.put({ holder, until }, "lease");
      return true;
    });
  }

  const copies = (work, mode = "readonly") => within(["copies"], mode, work);

  // Can this browser keep anything, for how long, and how much?
  async function health() {
    const usable = await fact("device").then(() => true, () => false);
    const room = await navigator.storage?.estimate?.().catch(() => null);
    const persisted = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
    // Some browsers give private windows little room, in the measure of the memory, or no worker;
    // others do not let it be seen, so the page also says it in general.
    const heap = self.performance?.memory?.jsHeapSizeLimit ?? 0;
    const little = Boolean(room && heap && room.quota < 2 * heap);
    const hidden = little || (self.isSecureContext && !("serviceWorker" in navigator) && "document" in self);
    const left = room ? room.quota - room.usage : Infinity;
    return { usable, persisted, hidden, tight: left < TIGHT, usage: room?.usage ?? null };
  }

  const channel = "BroadcastChannel" in self ? new BroadcastChannel("gugus") : null;
  const heard = (rows) => self.dispatchEvent(new CustomEvent("gugus:rows", { detail: rows }));
  if (channel) channel.onmessage = (event) => heard(event.data);

  // Say to every page of this phone what became of commands.
  function tell(rows) {
    if (!rows.length) return;
    channel?.postMessage(rows);
    heard(rows);
  }

  gugus.store = {
    again, body, commands, copies, fact, forgetSettled, got, head, health, heardServer, isSettled, isSteady,
    isUnsent, keep, lease, remove, setFact, tell, update,
  };
})();
