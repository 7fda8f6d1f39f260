// Sends what the phone keeps: in order, one batch at a time for the whole browser.
// A classic script, shared by pages and the service worker.
(() => {
  const gugus = (self.gugus ??= {});
  const { store } = gugus;
  const ADDRESS = "/sinkron/";
  const MOST = 50;
  const LARGEST = 1.2e6;
  // A command that the server trips over this often no longer holds up what was done after it.
  const STUBBORN = 8;
  const PATIENCE = 30e3;
  const LEASE = 15e3;
  let room = 2e5;

  // Within one tab a page that was left gives its turn to the next; other tabs wait.
  function holder() {
    try {
      sessionStorage.gugusTab ??= String(Math.random());
      return sessionStorage.gugusTab;
    } catch {
      return "worker";
    }
  }

  async function alone(work) {
    if (navigator.locks) {
      return navigator.locks.request("gugus-sending", { ifAvailable: true }, (lock) => (lock ? work() : "busy"));
    }
    const hold = () => store.lease(holder(), Date.now() + LEASE);
    if (!(await hold())) return "busy";
    const renewing = setInterval(hold, LEASE / 3);
    try {
      return await work();
    } finally {
      clearInterval(renewing);
      await store.lease(holder(), 0);
    }
  }

  async function batch(person, most, tried) {
    const rows = (await store.commands()).filter((row) => row.person === person && store.isUnsent(row));
    const easy = rows.filter((row) => row.fails < STUBBORN);
    if (!easy.length) return rows.filter((row) => !tried.has(row.id)).slice(0, 1);
    let size = 0;
    const fits = (row, n) => n < most && ((size += row.size) <= room || n === 0);
    const end = easy.findIndex((row, n) => !fits(row, n));
    return end < 0 ? easy : easy.slice(0, end);
  }

  async function post(rows) {
    const head = await store.head();
    const commands = [];
    for (const { id, kind, group, person, seq, made_at, heard_at, reckoned_at } of rows) {
      // Where the phone's clock was surely not set since, how long ago it was says it best.
      const times = store.isSteady(id) ? { made_at } : { made_at, heard_at, reckoned_at };
      commands.push({ id, kind, group, person, seq, ...times, body: (await store.body(id)) ?? {} });
    }
    const text = JSON.stringify({ ...head, commands });
    const stop = new AbortController();
    // On 2G a photo takes minutes: the limit grows with what is sent.
    const timer = setTimeout(() => stop.abort(), PATIENCE + text.length / 2);
    try {
      const answer = await fetch(ADDRESS, {
        method: "POST", body: text, signal: stop.signal, credentials: "same-origin", redirect: "error",
        headers: { "Content-Type": "application/json", "X-Gugus-Sync": "1" },
      });
      // A portal's sign-in page is no answer of ours: reading it fails like a lost connection.
      const said = answer.status < 500 ? await answer.json() : {};
      if (said.server_time) await store.heardServer(said.server_time);
      return { status: answer.status, ...said };
    } finally {
      clearTimeout(timer);
    }
  }

  const now = () => new Date().toISOString();

  function outcome(answer) {
    if (answer.state === "applied") {
      return { state: "sent", reason: "", note: answer.note, href: answer.href, data: answer.data, answered_at: now() };
    }
    if (answer.state === "superseded") {
      return { state: "superseded", reason: answer.reason, href: answer.href, data: answer.data, answered_at: now() };
    }
    if (answer.state === "refused") {
      return { state: "refused", reason: answer.reason, field: answer.field, answered_at: now() };
    }
    return { state: "kept", reason: answer.reason };
  }

  async function settle(rows, answers) {
    const of = new Map(answers.map((answer) => [answer.id, answer]));
    const changed = await store.update(rows.map((row) => row.id), (row) => {
      const answer = of.get(row.id) ?? { state: "waiting" };
      const fails = row.fails + (answer.state === "failed");
      return { ...outcome(answer), fails };
    });
    store.tell(changed);
    return changed;
  }

  // The whole batch was turned down: smaller ones find the command that is to blame.
  async function turnedDown(rows, { status, reason = "" }) {
    const blamed = rows.length === 1;
    const final = blamed && (status === 400 || status === 413);
    store.tell(await store.update(rows.map((row) => row.id), (row) => (
      final ? { state: "refused", reason, answered_at: now() } : { state: "kept", fails: row.fails + blamed }
    )));
    return final || !blamed;
  }

  async function sendAll(person) {
    const tried = new Set();
    let asked = false;
    for (let most = MOST; ;) {
      const rows = await batch(person, most, tried);
      if (!rows.length) return tried.size ? "failed" : asked ? "done" : "idle";
      asked = true;
      for (const row of rows) if (row.fails >= STUBBORN) tried.add(row.id);
      const ids = rows.map((row) => row.id);
      store.tell(await store.update(ids, (row) => ({ state: "sending", tries: row.tries + 1 })));
      let answer;
      try {
        answer = await post(rows);
      } catch {
        room = Math.max(room / 2, 2e4);
        store.tell(await store.update(ids, () => ({ state: "kept" })));
        return "offline";
      }
      if (answer.status === 401) {
        store.tell(await store.update(ids, () => ({ state: "kept" })));
        return "sign_in";
      }
      if (!Array.isArray(answer.answers)) {
        most = Math.max(1, Math.floor(rows.length / 2));
        if (!(await turnedDown(rows, answer))) return "failed";
        continue;
      }
      room = Math.min(room * 2, LARGEST);
      const changed = await settle(rows, answer.answers);
      if (changed.some((row) => row.state === "kept" && row.fails < STUBBORN)) return "failed";
    }
  }

  // Sends one person's commands; says how it went: idle, done, offline, sign_in, failed or busy.
  gugus.send = (person) => alone(() => sendAll(person));
})();
