// The service worker: what is shown with, with little and without network, and sending without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./support/clock.mjs";
import { applied, Phone } from "./support/phone.mjs";
import { same } from "./support/same.mjs";

const HOME = "/g/ciawi-1/";
const SHELL = { version: "1", page: "/di-hp/", files: ["/static/web/face.0123456789ab.css"] };
const noNetwork = () => { throw new Error("no network"); };

function html(text, { status = 200, person = 7, ...headers } = {}) {
  const answer = new Response(`<html data-made="2026-11-20">${text}`, {
    status, headers: { "Content-Type": "text/html", "X-Gugus-Person": String(person), ...headers },
  });
  // Responses of the network have kinds that a script cannot give them.
  Object.defineProperty(answer, "type", { value: "basic" });
  answer.clone = () => html(text, { status, person, ...headers });
  return answer;
}

class Asked {
  constructor(address, options = {}) {
    Object.assign(this, { url: new URL(address, "http://gugus.test").href, method: "GET", mode: "navigate", destination: "document" }, options);
  }
}

async function worker(phone = new Phone()) {
  const listeners = {};
  const tab = phone.tab({
    globals: {
      SHELL, Request: Asked, document: undefined, skipWaiting: async () => {}, clients: { claim: async () => {} },
      addEventListener: (name, work) => { listeners[name] = work; },
    },
  });
  tab.globals.Response = Object.assign(class extends Response {}, { redirect: (to) => ({ status: 302, to }), error: () => ({ status: 0 }) });
  const gugus = tab.run("store.js", "sending.js", "copies.js", "worker.js");
  const event = (name, given = {}) => {
    const waits = [];
    let answer;
    listeners[name]({ ...given, waitUntil: (one) => waits.push(one), respondWith: (one) => { answer = one; } });
    return { answer, done: Promise.all(waits) };
  };
  const open = (address, options) => event("fetch", { request: new Asked(address, options) }).answer;
  return { phone, tab, ...gugus, event, open };
}

// A phone of person 7 with a kept home page, a meeting and the page of what is on this phone.
async function prepared() {
  const made = await worker();
  const { phone, store, copies } = made;
  await store.setFact("person", { id: 7, at: phone.clock.wall, home: HOME });
  await copies.put(7, HOME, html("home"), { title: "Home" });
  await copies.put(7, `${HOME}pertemuan/4/`, html('meeting <form data-stands-for="/h/4/">'), { title: "Meeting" });
  await (await phone.caches.open("gugus-shell")).put("/di-hp/", html("shell"));
  return made;
}

const textOf = async (answer) => (await answer).text();

test("with network the page is fresh, and its copy is renewed", async () => {
  const { phone, open } = await prepared();
  phone.answer = () => html("fresh");
  assert.match(await textOf(open(HOME)), /fresh/);
  await settled();
  phone.answer = noNetwork;
  assert.match(await textOf(open(HOME)), /fresh/);
});

test("without network: the copy, else the page of what is on this phone", async () => {
  const { phone, open } = await prepared();
  phone.answer = noNetwork;
  assert.match(await textOf(open(HOME)), /data-kept-at="\d+".*home/);
  assert.match(await textOf(open(`${HOME}anggota/`)), /shell/);
  same(await open("/"), { status: 302, to: HOME });
  same(await open("/h/4/1.0123456789abcdef/"), { status: 302, to: `${HOME}pertemuan/4/#1.0123456789abcdef` });
});

test("a gateway without its server counts as no network; a page that is gone takes its copy along", async () => {
  const { phone, open } = await prepared();
  for (const status of [502, 503, 504]) {
    phone.answer = () => html("gateway", { status });
    assert.match(await textOf(open(HOME)), /home/);
  }
  phone.answer = () => html("gone", { status: 404 });
  assert.match(await textOf(open(HOME)), /gone/);
  await settled();
  phone.answer = noNetwork;
  assert.match(await textOf(open(HOME)), /shell/);
});

test("a line that is too slow: the copy after four seconds, never before, and the page when there is none", async () => {
  const { phone, open } = await prepared();
  let answer;
  phone.answer = () => new Promise((done) => { answer = () => done(html("late")); });
  let shown = "";
  open(HOME).then((page) => page.text()).then((text) => { shown = text; });
  await phone.clock.advance(3999);
  assert.equal(shown, "");
  await phone.clock.advance(1);
  assert.match(shown, /home/);
  const other = open(`${HOME}anggota/`);
  await phone.clock.advance(60e3);
  answer();
  assert.match(await textOf(other), /late/);
});

test("after somebody went through the door nobody's copies are shown until a page says whose phone it is", async () => {
  const { phone, store, event, open } = await prepared();
  phone.answer = noNetwork;
  phone.clock.show(phone.clock.wall + 1000);
  event("fetch", { request: new Asked("/masuk/", { method: "POST" }) });
  assert.match(await textOf(open(HOME)), /shell/);
  await store.setFact("person", { id: 7, at: phone.clock.wall, home: HOME });
  assert.match(await textOf(open(HOME)), /home/);
});

test("another person's copies are nobody's business", async () => {
  const { phone, store, open } = await prepared();
  await store.setFact("person", { id: 8, at: phone.clock.wall, home: HOME });
  phone.answer = noNetwork;
  assert.match(await textOf(open(HOME)), /shell/);
});

test("only whole answers that are this person's own are kept", async () => {
  const { copies } = await prepared();
  for (const unfit of [
    html("other", { person: 8 }),
    html("fault", { status: 500 }),
    Object.defineProperty(html("door"), "redirected", { value: true }),
  ]) assert.equal(await copies.put(7, "/x/", unfit, {}), null);
  assert.equal(await copies.find(7, "/x/"), undefined);
});

test("what was said once is not said again by the copy", async () => {
  const { phone, copies, open } = await prepared();
  await copies.put(7, "/x/", html('<div class="notice" data-once>Saved</div><p>stays</p>'), {});
  phone.answer = noNetwork;
  const text = await textOf(open("/x/"));
  assert.doesNotMatch(text, /Saved/);
  assert.match(text, /stays/);
});

test("files named by their content come from the phone, others from the server while it answers", async () => {
  const { phone, open } = await worker();
  const file = { mode: "no-cors", destination: "script" };
  const [named, unnamed] = ["/static/web/once.0123456789ab.js", "/static/web/once.js"];
  phone.answer = () => new Response("script");
  assert.equal(await textOf(open(named, file)), "script");
  assert.equal(await textOf(open(unnamed, file)), "script");
  phone.answer = noNetwork;
  assert.equal(await textOf(open(named, file)), "script");
  await assert.rejects(open(unnamed, file));
});

test("what is fetched ahead: the list, less what is gone, and what the list no longer names goes", async () => {
  const { phone, store, copies } = await prepared();
  await copies.put(7, "/old/", html("old"), { group: "ciawi-1" });
  await copies.put(7, "/paper/", html("paper"), { group: "ciawi-1", pinned: true });
  const pages = ["/a/", "/b/", "/gone/", "/broken/"].map((href) => ({ href, title: href }));
  phone.answer = ({ address }) => {
    if (address === "/list/") return new Response(JSON.stringify({ pages, person: 7, group: "ciawi-1" }));
    return html(address, { status: address === "/gone/" ? 404 : address === "/broken/" ? 500 : 200 });
  };
  const steps = [];
  assert.equal(await copies.prepare(7, "/list/", (done, all) => steps.push(`${done}/${all}`)), "partly");
  same(steps, ["0/4", "1/4", "2/4", "3/4", "4/4"]);
  same((await copies.list(7)).map((row) => row.href).sort(), ["/a/", "/b/", HOME, `${HOME}pertemuan/4/`, "/paper/"].sort());
  same((await store.fact("prepared-7")).lost, 1);
  assert.equal(await copies.prepare(8, "/list/", () => {}), "sign_in");
});

test("files that no shell and no copy names go with their version", async () => {
  const { phone, copies, event } = await prepared();
  phone.answer = () => new Response("file");
  await copies.put(7, "/x/", html('<script src="/static/web/once.0123456789ab.js">'), {});
  const statics = await phone.caches.open("gugus-static");
  await statics.put("/static/web/old.0123456789ab.js", new Response("old"));
  await statics.put(SHELL.files[0], new Response("sheet"));
  await event("activate").done;
  const left = (await statics.keys()).map(({ url }) => new URL(url).pathname);
  same(left, ["/static/web/once.0123456789ab.js", SHELL.files[0]]);
});

test("the worker sends without any page, and asks the browser for another turn when it could not", async () => {
  const { phone, store, event } = await prepared();
  await store.keep({ person: 7, group: "ciawi-1", kind: "journal.write", about: "", title: "A page", body: {} });
  phone.answer = noNetwork;
  await assert.rejects(event("sync").done, /offline/);
  phone.answer = applied;
  await event("sync").done;
  same((await store.commands()).map((row) => row.state), ["sent"]);
  await event("sync").done;
  assert.equal(phone.batches.length, 2);
});

test("nobody's commands are sent while it is not known whose phone it is", async () => {
  const { phone, store, event } = await worker();
  await store.keep({ person: 7, group: "ciawi-1", kind: "journal.write", about: "", title: "A page", body: {} });
  await event("sync").done;
  assert.equal(phone.batches.length, 0);
});
