// Copies of pages and papers for reading without signal, one cache for each person.
// A classic script, shared by pages and the service worker.
(() => {
  const gugus = (self.gugus ??= {});
  const { store } = gugus;
  const STATIC = "gugus-static";
  const SHELL = "gugus-shell";
  const FRESH = 3600e3;
  const cacheOf = (person) => caches.open(`gugus-pages-${person}`);
  const path = (address) => {
    const url = new URL(address, self.location.origin);
    return url.pathname + url.search;
  };

  const row = (person, href) => store.copies((rows) => store.got(rows.get([person, href])));

  async function list(person) {
    const all = await store.copies((rows) => store.got(rows.getAll()));
    // Papers that the person kept come first, then the pages in the order of the server's list.
    return all.filter((one) => one.person === person).sort((a, b) => (a.place ?? -1) - (b.place ?? -1));
  }

  // In attributes, where templates write them; quotes that a person typed are escaped.
  const staticsIn = (text) => [...new Set([...text.matchAll(/="(\/static\/[^"#?\s]+)/g)].map((found) => found[1]))];

  // What a person wrote may look like one of our addresses: `lax` passes over what is not there.
  async function addStatics(addresses, lax = false) {
    const cache = await caches.open(STATIC);
    for (const address of addresses) {
      if (await cache.match(address)) continue;
      const answer = await fetch(address);
      if (answer.ok) await cache.put(address, answer);
      else if (!lax || answer.status !== 404) throw new Error(address);
    }
  }

  // A fresh answer that may be kept for this person: whole, not led elsewhere, their own.
  function fits(person, answer) {
    return answer.status === 200 && !answer.redirected && answer.type === "basic"
      && answer.headers.get("X-Gugus-Person") === String(person);
  }

  // What was said once is not said again, and the page learns by this phone's clock when it was kept.
  function asCopy(text) {
    const quiet = text.replace(/<div[^>]*\sdata-once\b[^>]*>[\s\S]*?<\/div>/g, "");
    return quiet.replace("<html ", `<html data-kept-at="${Date.now()}" `);
  }

  // Keep an answer as the copy of `href`; null when it may not be kept.
  async function put(person, href, answer, facts) {
    if (!fits(person, answer)) return null;
    const headers = new Headers(answer.headers);
    for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
    const isPage = (headers.get("Content-Type") ?? "").startsWith("text/html");
    const body = isPage ? asCopy(await answer.text()) : await answer.blob();
    if (isPage) await addStatics(staticsIn(body), true);
    await (await cacheOf(person)).put(href, new Response(body, { headers }));
    const made = (isPage && /\sdata-made="([^"]+)"/.exec(body)?.[1]) || new Date().toISOString();
    // Addresses that begin so are scanned or pasted, and without network this page does their work.
    const stands = (isPage && /\sdata-stands-for="([^"]+)"/.exec(body)?.[1]) || "";
    const next = { ...(await row(person, href)), ...facts, person, href, stands, made, kept_at: Date.now(), size: isPage ? body.length : body.size };
    await store.copies(async (rows) => { rows.put(next); }, "readwrite");
    return next;
  }

  // There is no such page, or this person may not see it any more.
  function isGone(person, answer) {
    return answer.status === 404 && answer.headers.get("X-Gugus-Person") === String(person);
  }

  // A page that was opened anew renews its copy, if there is one, or takes it away.
  async function renew(person, href, answer) {
    if (!(await row(person, href))) return;
    if (isGone(person, answer)) await drop(person, href);
    else await put(person, href, answer, {});
  }

  async function find(person, href) {
    return (await cacheOf(person)).match(href);
  }

  async function drop(person, href) {
    await (await cacheOf(person)).delete(href);
    await store.copies(async (rows) => { rows.delete([person, href]); }, "readwrite");
  }

  // Forget the copies of one person, or of everybody else.
  async function forget(isGone) {
    for (const one of await store.copies((rows) => store.got(rows.getAll()))) {
      if (isGone(one.person)) await store.copies(async (rows) => { rows.delete([one.person, one.href]); }, "readwrite");
    }
    await store.forgetSettled(isGone);
    if (!("caches" in self)) return;
    for (const name of await caches.keys()) {
      const person = /^gugus-pages-(\d+)$/.exec(name)?.[1];
      if (person && isGone(Number(person))) await caches.delete(name);
    }
  }

  // Static files that neither the shell nor any copy names are gone with their version.
  async function prune(shell) {
    const named = new Set(shell);
    for (const name of await caches.keys()) {
      if (!name.startsWith("gugus-pages-")) continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const copy = await cache.match(request);
        if (!(copy.headers.get("Content-Type") ?? "").startsWith("text/html")) continue;
        for (const address of staticsIn(await copy.text())) named.add(address);
      }
    }
    const cache = await caches.open(STATIC);
    for (const request of await cache.keys()) {
      if (!named.has(path(request.url))) await cache.delete(request);
    }
  }

  // Precache the pages of the list; calls `step(done, all)` with progress.
  async function prepare(person, source, step) {
    const answer = await fetch(source, { headers: { Accept: "application/json" } });
    if (answer.redirected || answer.status === 401) return "sign_in";
    if (!answer.ok) return "failed";
    const { pages, person: theirs, group } = await answer.json();
    if (theirs !== person) return "sign_in";
    let done = 0;
    let lost = 0;
    step(done, pages.length);
    for (const [place, { href, title }] of pages.entries()) {
      const page = await fetch(href, { cache: "no-cache" });
      // A page that this person has no use for (it does not exist yet) is no loss.
      if (isGone(person, page)) await drop(person, href);
      else if (page.status !== 404 && !(await put(person, href, page, { title, group, place }))) lost += 1;
      step((done += 1), pages.length);
    }
    const wanted = new Set(pages.map((page) => page.href));
    for (const old of await list(person)) {
      if (old.group === group && !old.pinned && !wanted.has(old.href)) await drop(person, old.href);
    }
    await store.setFact(`prepared-${person}`, { at: Date.now(), lost });
    return lost ? "partly" : "done";
  }

  // The page `cover` and all that it links to below itself, kept as soon as one of them is opened: the
  // next one is there when the signal goes. What was kept a while ago is not asked for again.
  async function keepBook(person, cover) {
    const text = await keepLeaf(person, cover, cover);
    const below = [...text.matchAll(/\shref="([^"#?]+)"/g)].map((found) => found[1]);
    for (const href of new Set(below.filter((one) => one.startsWith(cover) && one !== cover))) {
      const known = await row(person, href);
      if (!known || Date.now() - known.kept_at > FRESH) await keepLeaf(person, href, cover, known);
    }
  }

  async function keepLeaf(person, href, book, known) {
    const answer = await fetch(href, { cache: "no-cache" });
    const text = await answer.clone().text();
    await put(person, href, answer, { title: known?.title || titleOf(text), book });
    return text;
  }

  async function dropBook(person, cover) {
    for (const one of await list(person)) {
      if (one.book === cover && !one.pinned) await drop(person, one.href);
    }
  }

  const titleOf = (text) => (/<title>([^<]*?)(?: · [^<·]*)?<\/title>/.exec(text)?.[1] ?? "").trim();

  async function pin(person, href, title) {
    const answer = await fetch(href, { cache: "no-cache" });
    return put(person, href, answer, { title, pinned: true });
  }

  gugus.copies = { SHELL, STATIC, addStatics, drop, dropBook, find, forget, keepBook, list, path, pin, prepare, prune, put, renew, row };
})();
