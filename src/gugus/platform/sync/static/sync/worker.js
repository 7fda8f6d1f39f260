// The service worker: `/sw.js` names the shell (SHELL) and loads store, sending, copies and this.
const { copies, send, store } = self.gugus;
const PATIENCE = 4000;
// When somebody last signed in or out. Whose phone it is then, the next page says; until it has
// said so nobody's copies are shown.
let door = 0;
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}\.[^/]+$/;

async function install() {
  await copies.addStatics(self.SHELL.files);
  const cache = await caches.open(copies.SHELL);
  await cache.add(new Request(self.SHELL.page, { cache: "no-cache" }));
  await self.skipWaiting();
}

async function activate() {
  await self.clients.claim();
  await copies.prune(self.SHELL.files);
}

async function fromStatic(request) {
  const cache = await caches.open(copies.STATIC);
  const known = await cache.match(request, { ignoreSearch: true });
  if (known && NAMED_BY_CONTENT.test(request.url)) return known;
  try {
    const answer = await fetch(request);
    if (answer.ok && NAMED_BY_CONTENT.test(request.url)) await cache.put(request, answer.clone());
    return answer;
  } catch (fault) {
    if (known) return known;
    throw fault;
  }
}

// Who holds this phone; without an answer nobody's copies are shown.
async function holder() {
  const person = await store.fact("person").catch(() => null);
  return person && (person.at ?? 0) >= door ? person : null;
}

async function shellPage() {
  return (await (await caches.open(copies.SHELL)).match(self.SHELL.page)) ?? Response.error();
}

// The kept page that does the work of this address; what follows the common part goes behind the '#'.
async function standIn(person, href) {
  const found = (await copies.list(person.id)).find((row) => row.stands && href.startsWith(row.stands));
  return found && Response.redirect(`${found.href}#${href.slice(found.stands.length).replace(/\/$/, "")}`);
}

// What is shown without the network: the copy, the page that stands in, the home page's copy for "/",
// or the page that says what is on this phone.
async function withoutNetwork(person, href, copy) {
  if (copy) return copy;
  const other = person && (await standIn(person, href));
  if (other) return other;
  if (href === "/" && person?.home && (await copies.find(person.id, person.home))) {
    return Response.redirect(person.home);
  }
  return shellPage();
}

async function renew(person, href, answer) {
  if (href === self.SHELL.page && answer.ok && !answer.redirected) {
    await (await caches.open(copies.SHELL)).put(href, answer);
  } else if (person) {
    await copies.renew(person.id, href, answer);
  }
}

async function navigate(event) {
  const href = copies.path(event.request.url);
  const person = await holder();
  const copy = person ? await copies.find(person.id, href) : undefined;
  const fresh = fetch(event.request).then((answer) => {
    if (answer.status >= 502 && answer.status <= 504) throw new Error("no server");
    event.waitUntil(renew(person, href, answer.clone()).catch(() => {}));
    return answer;
  });
  event.waitUntil(fresh.catch(() => {}));
  const late = new Promise((done) => { if (copy) setTimeout(() => done(copy), PATIENCE); });
  return Promise.race([fresh.catch(() => withoutNetwork(person, href, copy)), late]);
}

// Pictures inside kept pages.
async function other(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const person = await holder();
    const copy = person && (await copies.find(person.id, copies.path(request.url)));
    if (copy) return copy;
    throw fault;
  }
}

async function sendInBackground() {
  const person = await holder();
  if (!person) return;
  const how = await send(person.id);
  // Rejected, the browser asks again later.
  if (how === "offline" || how === "failed") throw new Error(how);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("sync", (event) => event.waitUntil(sendInBackground()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.pathname.startsWith("/masuk/") && (request.method === "POST" || url.pathname.includes("/tautan/"))) {
    door = Date.now();
  }
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(fromStatic(request));
  else if (request.mode === "navigate") event.respondWith(navigate(event));
  else if (request.destination === "image" || request.destination === "audio") event.respondWith(other(request));
});
