// A page's outbox: kept first, sent then, tried again with patience that grows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./support/clock.mjs";
import { applied, answered, Phone, turnedDown } from "./support/phone.mjs";
import { same } from "./support/same.mjs";

const command = (more = {}) => ({ kind: "journal.write", about: "journal:1", body: { learnt: "much" }, ...more });
const noNetwork = () => { throw new Error("no network"); };
const isWithin = (ms, [least, most]) => assert.ok(ms >= least && ms <= most, `${ms} is not within ${least} to ${most}`);

async function phoneAndPage(options) {
  const phone = new Phone();
  const tab = phone.tab(options);
  const gugus = await tab.page();
  return { phone, tab, gugus, store: gugus.store };
}

test("what a script hands over is kept, on its way, and sent; each page of the phone hears of it", async () => {
  const { phone, tab, store } = await phoneAndPage();
  const other = phone.tab();
  await other.page();
  tab.tell("gugus:command", command({ title: "Mine" }));
  await settled();
  same(tab.states("journal:1"), ["kept", "sending", "sent"]);
  same(other.states("journal:1"), ["kept", "sending", "sent"]);
  const [row] = await store.commands();
  same([row.title, row.person, row.group, row.page], ["Mine", 7, "ciawi-1", "/g/ciawi-1/"]);
  same(tab.heard.findLast((one) => one.name === "gugus:counts"), { name: "gugus:counts", unsent: 0, refused: 0, superseded: 0 });
  assert.equal(phone.batches.length, 1);
});

test("without network it is tried after 5, 10, 20 seconds and so on, at last every five minutes", async () => {
  const { phone, tab } = await phoneAndPage();
  phone.answer = noNetwork;
  tab.tell("gugus:command", command());
  await settled();
  for (const wait of [5, 10, 20, 40, 80, 160, 300, 300]) {
    const [next] = phone.clock.waits;
    // Not all phones of a school at once: each waits a quarter more or less.
    isWithin(next, [wait * 750, wait * 1250]);
    await phone.clock.advance(next);
  }
  assert.equal(phone.batches.length, 9);
  assert.deepEqual(new Set(tab.rounds.filter((how) => how !== "idle")), new Set(["offline"]));
  phone.answer = null;
  await phone.clock.advance(300e3 * 1.25);
  same(tab.rounds.at(-1), "done");
  assert.equal(phone.clock.waits.length, 0);
});

test("a signal that is back is used at once, and patience begins anew", async () => {
  const { phone, tab } = await phoneAndPage();
  phone.answer = noNetwork;
  tab.tell("gugus:command", command());
  await settled();
  for (let n = 0; n < 4; n += 1) await phone.clock.advance(phone.clock.waits[0]);
  isWithin(phone.clock.waits[0], [60e3, 100e3]);
  tab.globals.dispatchEvent(new Event("online"));
  await settled();
  isWithin(phone.clock.waits[0], [3750, 6250]);
  for (const wake of [
    () => tab.tell("gugus:send"),
    () => tab.tell("visibilitychange"),
    () => tab.globals.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true })),
  ]) {
    const before = phone.batches.length;
    wake();
    await settled();
    assert.equal(phone.batches.length, before + 1);
    assert.equal(phone.clock.waits.length, 1);
  }
});

test("while another tab sends, this one asks again after five seconds and does not lose patience", async () => {
  const { phone, tab } = await phoneAndPage();
  const other = phone.tab();
  await other.page();
  let answer;
  phone.answer = (asked) => new Promise((done) => { answer = () => done(applied(asked)); });
  other.tell("gugus:command", command());
  await settled();
  tab.tell("gugus:send");
  await settled();
  same(tab.rounds.at(-1), "busy");
  for (const _again of [1, 2, 3]) await phone.clock.advance(5000);
  assert.equal(phone.batches.length, 1);
  answer();
  await phone.clock.advance(5000);
  same(tab.states("journal:1"), ["kept", "sending", "sent"]);
  same(tab.rounds.at(-1), "idle");
});

test("rounds in which another tab was sending do not make the next wait longer", async () => {
  const { phone, tab } = await phoneAndPage();
  await phone.tab().page();
  const held = phone.locks(tab).request("gugus-sending", { ifAvailable: true }, () => new Promise((done) => { phone.release = done; }));
  phone.answer = noNetwork;
  tab.tell("gugus:command", command());
  await settled();
  for (const _again of [1, 2, 3]) await phone.clock.advance(5000);
  assert.ok(tab.rounds.filter((how) => how === "busy").length >= 4);
  phone.release();
  await held;
  await phone.clock.advance(5000);
  same(tab.rounds.at(-1), "offline");
  isWithin(phone.clock.waits[0], [3750, 6250]);
});

test("the top bar hears whether there is a server, and not when nothing was asked", async () => {
  const { phone, tab } = await phoneAndPage();
  const connected = () => tab.heard.filter((one) => one.name === "gugus:connection").map((one) => one.connected);
  same(connected(), []);
  phone.answer = noNetwork;
  tab.tell("gugus:command", command());
  await settled();
  same(connected(), [false]);
  phone.answer = () => turnedDown(500);
  tab.tell("gugus:send");
  await settled();
  same(connected(), [false, true]);
});

test("a page that is opened again learns what lies over it, once, and goes on sending", async () => {
  const { phone, tab } = await phoneAndPage();
  phone.answer = noNetwork;
  tab.tell("gugus:command", command({ body: { learnt: ["one", "two"], applied: "yes" } }));
  await settled();
  phone.close(tab);
  phone.answer = null;
  const again = phone.tab({ keptAt: 1 });
  await again.page();
  const first = again.heard.find((one) => one.name === "gugus:state");
  same([first.first, first.state, first.body], [true, "kept", { learnt: ["one", "two"], applied: "yes" }]);
  same(again.heard.find((one) => one.name === "gugus:counts").unsent, 1);
  same(again.states("journal:1"), ["kept", "sending", "sent"]);
});

test("a refusal is told with its reason and field, and counted", async () => {
  const { phone, tab } = await phoneAndPage();
  phone.answer = ({ body }) => answered(JSON.parse(body).commands.map(({ id }) => ({ id, state: "refused", reason: "why", field: "learnt" })));
  tab.tell("gugus:command", command());
  await settled();
  const said = tab.heard.findLast((one) => one.name === "gugus:state");
  same([said.state, said.reason, said.field], ["refused", "why", "learnt"]);
  same(tab.heard.findLast((one) => one.name === "gugus:counts").refused, 1);
});

test("two phones' worth of writing about one thing: the newer word goes, with one name", async () => {
  const { phone, tab } = await phoneAndPage();
  phone.answer = noNetwork;
  for (const status of ["hadir", "izin", "sakit"]) {
    tab.tell("gugus:command", command({ about: "attendance:4:9", replace: true, body: { status } }));
    await settled();
  }
  phone.answer = null;
  tab.tell("gugus:send");
  await settled();
  const { commands } = phone.batches.at(-1);
  same(commands.map(({ body }) => body), [{ status: "sakit" }]);
});

test("where nothing can be kept, the page is told at once", async () => {
  const phone = new Phone();
  phone.disk.isBroken = true;
  const tab = phone.tab();
  await tab.page();
  tab.tell("gugus:command", command());
  await settled();
  same(tab.states("journal:1"), ["unkept"]);
  same(tab.heard.at(-1).reason, "notKept");
  assert.equal(phone.asked.length, 0);
});

test("what is too large to send is told in words and not kept", async () => {
  const { tab, store } = await phoneAndPage();
  tab.tell("gugus:command", command({ body: { learnt: "x".repeat(2e6) } }));
  await settled();
  same([tab.states("journal:1"), tab.heard.at(-1).reason], [["unkept"], "tooLarge"]);
  same(await store.commands(), []);
});

test("whose phone it is: the page from the server says it, a kept page does not", async () => {
  const phone = new Phone();
  const holder = () => phone.disk.rows("facts").find((row) => row?.id);
  await phone.tab().page();
  assert.equal(holder().id, 7);
  await phone.tab({ person: 8, keptAt: 1 }).page();
  assert.equal(holder().id, 7);
  const other = phone.tab({ person: 8 });
  await other.page();
  assert.equal(holder().id, 8);
});

test("another person's pages are forgotten, what waits to be sent is not, and nobody else sends it", async () => {
  const { phone, tab, gugus } = await phoneAndPage();
  const html = () => new Response("<html data-made='x'>", { headers: { "X-Gugus-Person": "7", "Content-Type": "text/html" } });
  Object.defineProperty(Response.prototype, "type", { value: "basic", configurable: true });
  await gugus.copies.put(7, "/g/ciawi-1/", html(), {});
  phone.answer = noNetwork;
  tab.tell("gugus:command", command());
  await settled();
  phone.close(tab);
  phone.answer = null;
  const other = phone.tab({ person: 8 });
  const { copies, store } = await other.page();
  same(await copies.list(7), []);
  same((await store.commands()).map((row) => [row.person, row.state]), [[7, "kept"]]);
  same(other.states("journal:1"), []);
  assert.equal(phone.batches.length, 1);
});
