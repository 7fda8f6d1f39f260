// What a phone keeps: order, one place for each thing, a clock that never runs backwards, a lease.
import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./support/clock.mjs";
import { Phone } from "./support/phone.mjs";
import { same } from "./support/same.mjs";

const YEAR = 365 * 86400e3;
const PERSON = 7;

function given(more = {}) {
  return { person: PERSON, group: "ciawi-1", kind: "step.report", about: "", title: "A step", body: { words: "said" }, ...more };
}

function phoneAndStore() {
  const phone = new Phone();
  const tab = phone.tab();
  return { phone, tab, store: tab.core().store };
}

const ids = async (store) => (await store.commands()).map((row) => row.id);

test("commands stand in the order of writing, each with a name of its own and one device", async () => {
  const { phone, store } = phoneAndStore();
  for (let n = 0; n < 5; n += 1) await store.keep(given({ body: { n } }));
  const rows = await store.commands();
  same(rows.map((row) => row.seq), [1, 2, 3, 4, 5]);
  assert.equal(new Set(rows.map((row) => row.id)).size, 5);
  for (const row of rows) assert.match(row.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(rows.map((row) => row.device)).size, 1);
  same(await store.body(rows[2].id), { n: 2 });
  const after = phone.tab().core().store;
  assert.equal((await after.keep(given())).seq, 6);
  assert.equal((await after.head()).device, rows[0].device);
});

test("kept means on the disk: what a dying phone had not written was never said to be kept", async () => {
  const { phone, store } = phoneAndStore();
  await store.keep(given({ about: "first" }));
  let said = false;
  store.keep(given({ about: "second" })).then(() => { said = true; });
  phone.kill();
  await settled();
  assert.equal(said, false);
  const after = phone.tab().core().store;
  same((await after.commands()).map((row) => row.about), ["first"]);
});

test("every writing waits for the disk itself, not for the browser's word", async () => {
  const { phone, store } = phoneAndStore();
  const row = await store.keep(given());
  await store.update([row.id], () => ({ state: "sent" }));
  await store.setFact("person", { id: PERSON });
  await store.lease("tab", 1);
  await store.head();
  const writing = phone.disk.log.filter(({ mode }) => mode === "readwrite");
  assert.ok(writing.length >= 5);
  same(new Set(writing.map(({ durability }) => durability)), new Set(["strict"]));
});

test("a full or broken phone keeps nothing and says so", async () => {
  const { phone, store } = phoneAndStore();
  await store.keep(given());
  phone.disk.isFull = true;
  await assert.rejects(store.keep(given()), /Quota/);
  phone.disk.isFull = false;
  assert.equal((await ids(store)).length, 1);
  const broken = new Phone();
  broken.disk.isBroken = true;
  const other = broken.tab().core().store;
  await assert.rejects(other.keep(given()), /InvalidState/);
  assert.equal((await other.health()).usable, false);
  broken.disk.isBroken = false;
  assert.equal((await other.keep(given())).seq, 1);
});

test("a newer word takes the place of the unsent one about the same thing, and of no other", async () => {
  const { store } = phoneAndStore();
  const about = { about: "attendance:4:9", kind: "attendance.mark", replace: true };
  const first = await store.keep(given({ ...about, body: { status: "hadir" } }));
  const others = [];
  for (const more of [{ kind: "step.report" }, { about: "attendance:4:8" }, { person: 8 }, { group: "lain-1" }]) {
    others.push((await store.keep(given({ ...about, ...more }))).id);
  }
  const second = await store.keep(given({ ...about, body: { status: "izin" } }));
  same(await ids(store), [...others, second.id]);
  assert.equal(await store.body(first.id), null);
  same(await store.body(second.id), { status: "izin" });
});

test("what is on its way to the server is not replaced, a refused one is", async () => {
  const { store } = phoneAndStore();
  const about = { about: "minutes:4", replace: true };
  const sending = await store.keep(given(about));
  await store.update([sending.id], () => ({ state: "sending" }));
  const second = await store.keep(given(about));
  same(await ids(store), [sending.id, second.id]);
  await store.update([second.id], () => ({ state: "refused" }));
  const third = await store.keep(given(about));
  same(await ids(store), [sending.id, third.id]);
});

test("things without a name of their own never replace each other", async () => {
  const { store } = phoneAndStore();
  await store.keep(given({ replace: true }));
  await store.keep(given({ replace: true }));
  assert.equal((await ids(store)).length, 2);
});

test("a mended command stands in place of the refused one, at the end of the row", async () => {
  const { phone, store } = phoneAndStore();
  const refused = await store.keep(given());
  const later = await store.keep(given());
  await store.update([refused.id], () => ({ state: "refused", reason: "why" }));
  phone.clock.show(phone.clock.wall + 60e3);
  const mended = await store.keep(given({ instead: refused.id, body: { words: "mended" } }));
  same(await ids(store), [later.id, mended.id]);
  assert.equal(mended.reason, "");
  await store.update([later.id], () => ({ state: "refused" }));
  const again = await store.again(later.id);
  same(await ids(store), [mended.id, again.id]);
  assert.notEqual(again.id, later.id);
  same(await store.body(again.id), { words: "said" });
  assert.equal(await store.again("nobody"), null);
});

test("what was sent keeps its words and, after two hundred more, nothing; what waits loses nothing", async () => {
  const { store } = phoneAndStore();
  const waits = await store.keep(given());
  const sent = [];
  for (let n = 0; n < 203; n += 1) sent.push((await store.keep(given({ body: { n } }))).id);
  await store.update(sent, () => ({ state: "sent" }));
  const left = await ids(store);
  same(left, [waits.id, ...sent.slice(3)]);
  assert.equal(await store.body(sent[0]), null);
  same(await store.body(sent[202]), { n: 202 });
  same(await store.body(waits.id), { words: "said" });
});

test("of what has arrived, or lost, only the words stay: its pictures are at the server", async () => {
  const { store } = phoneAndStore();
  const body = { words: "said", photo: { name: "a.jpg", type: "image/jpeg", data: "aGFsbw==" } };
  for (const state of ["sent", "superseded"]) {
    const row = await store.keep(given({ body }));
    await store.update([row.id], () => ({ state: "sending" }));
    same(await store.body(row.id), body);
    await store.update([row.id], () => ({ state }));
    same(await store.body(row.id), { words: "said" });
  }
});

test("who leaves the phone leaves nothing on it that has arrived, and all that has not", async () => {
  const { store } = phoneAndStore();
  const rows = [];
  for (const state of ["sent", "superseded", "refused", "kept"]) {
    const row = await store.keep(given());
    await store.update([row.id], () => ({ state }));
    rows.push(row.id);
  }
  const other = await store.keep(given({ person: 8 }));
  await store.update([other.id], () => ({ state: "sent" }));
  await store.forgetSettled((person) => person === PERSON);
  same(await ids(store), [rows[2], rows[3], other.id]);
});

test("a form that is written anew takes the place of what waits, never of what is on its way", async () => {
  const { store } = phoneAndStore();
  const first = await store.keep(given());
  const second = await store.keep(given({ instead: first.id }));
  same(await ids(store), [second.id]);
  await store.update([second.id], () => ({ state: "sending" }));
  const third = await store.keep(given({ instead: second.id }));
  same(await ids(store), [second.id, third.id]);
});

test("each command says what the phone knew of the server's clock, until its own is set back", async () => {
  const { phone, store } = phoneAndStore();
  const early = await store.keep(given());
  same([early.heard_at, early.reckoned_at], [undefined, undefined]);
  const server = phone.clock.wall + 400 * 86400e3;
  await store.heardServer(new Date(server).toISOString());
  await phone.clock.advance(60e3);
  const row = await store.keep(given());
  same([Date.parse(row.heard_at), Date.parse(row.reckoned_at)], [server, server + 60e3]);
  phone.clock.show(phone.clock.wall - YEAR);
  const later = await store.keep(given());
  same([Date.parse(later.heard_at), later.reckoned_at], [server, undefined]);
});

test("while the clock beside says the same, the phone's own clock was not set", async () => {
  const { phone, store } = phoneAndStore();
  const row = await store.keep(given());
  await phone.clock.advance(3600e3);
  assert.equal(store.isSteady(row.id), true);
  phone.clock.show(phone.clock.wall + 20 * 86400e3);
  assert.equal(store.isSteady(row.id), false);
  assert.equal(store.isSteady("of another page's life"), false);
});

test("a removed row is not written back by a change that comes late", async () => {
  const { store } = phoneAndStore();
  const row = await store.keep(given());
  await store.remove(row.id);
  same(await store.update([row.id], () => ({ state: "sent" })), []);
  same(await ids(store), []);
});

test("the clock never runs backwards: between making and sending lies the true time", async () => {
  const { phone, store } = phoneAndStore();
  const made = await store.keep(given());
  // A flat battery: the phone believes it is years ago. Ten minutes pass, then the battery dies again.
  phone.clock.show(phone.clock.wall - 6 * YEAR);
  const second = await store.keep(given());
  assert.ok(second.made_at >= made.made_at);
  await phone.clock.advance(600e3);
  const { sent_at } = await store.head();
  assert.equal(Date.parse(sent_at) - Date.parse(second.made_at), 600e3);
  // Set right by the network: what was added before is dropped as soon as it can be.
  phone.clock.show(phone.clock.wall + 6 * YEAR + 1000);
  const third = await store.keep(given());
  assert.ok(third.made_at > sent_at);
  assert.equal(Date.parse(third.made_at), phone.clock.wall);
});

test("a clock that is ahead from the start is told as it is, to the millisecond", async () => {
  const { phone, store } = phoneAndStore();
  phone.clock.show(Date.parse("2031-01-01T00:00:00Z"));
  const row = await store.keep(given());
  await phone.clock.advance(1234);
  assert.equal(row.made_at, "2031-01-01T00:00:00.000Z");
  assert.equal((await store.head()).sent_at, "2031-01-01T00:00:01.234Z");
});

test("a lease is one holder's until it ends, and is given back", async () => {
  const { phone, store } = phoneAndStore();
  const until = () => phone.clock.wall + 15e3;
  assert.equal(await store.lease("one", until()), true);
  assert.equal(await store.lease("two", until()), false);
  await phone.clock.advance(14e3);
  assert.equal(await store.lease("one", until()), true);
  await phone.clock.advance(14e3);
  assert.equal(await store.lease("two", until()), false);
  await phone.clock.advance(1001);
  assert.equal(await store.lease("two", until()), true);
  assert.equal(await store.lease("two", 0), true);
  assert.equal(await store.lease("one", until()), true);
});

test("a lease that ends in years, since the clock was set back, holds nobody up", async () => {
  const { phone, store } = phoneAndStore();
  await store.lease("one", phone.clock.wall + 15e3);
  phone.clock.show(phone.clock.wall - YEAR);
  assert.equal(await store.lease("two", phone.clock.wall + 15e3), true);
});

test("a private window and a full phone are seen, as far as the browser lets them be", async () => {
  const storage = (quota, usage, persisted = false) => ({
    estimate: async () => ({ quota, usage }), persisted: async () => persisted,
  });
  const healthOf = (options) => new Phone().tab({ globals: { performance: { memory: { jsHeapSizeLimit: 1e9 } } }, ...options }).core().store.health();
  const worker = { serviceWorker: { ready: new Promise(() => {}) } };
  const fine = await healthOf({ storage: storage(5e9, 1e6, true), ...worker });
  same({ ...fine }, { usable: true, persisted: true, hidden: false, tight: false, usage: 1e6 });
  assert.equal((await healthOf({ storage: storage(1e9, 1e6), ...worker })).hidden, true);
  assert.equal((await healthOf({ storage: storage(5e9, 1e6) })).hidden, true);
  assert.equal((await healthOf({ storage: storage(5e9, 5e9 - 1e6), ...worker })).tight, true);
  assert.equal((await healthOf({ ...worker })).usage, null);
});
