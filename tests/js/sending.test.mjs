// Sending: in order, in batches that the line can carry, by one tab at a time, never twice anew.
import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./support/clock.mjs";
import { answered, applied, Phone, turnedDown } from "./support/phone.mjs";
import { same } from "./support/same.mjs";

const PERSON = 7;

function given(more = {}) {
  return { person: PERSON, group: "ciawi-1", kind: "journal.write", about: "", title: "A page", body: { learnt: "much" }, ...more };
}

async function phoneWith(count, more = {}) {
  const phone = new Phone();
  const tab = phone.tab();
  const { send, store } = tab.core();
  for (let n = 0; n < count; n += 1) await store.keep(given(more));
  return { phone, tab, send, store };
}

const statesOf = async (store) => (await store.commands()).map((row) => row.state);
const sizes = (phone) => phone.batches.map(({ commands }) => commands.length);
const seqs = (phone) => phone.batches.map(({ commands }) => commands.map(({ seq }) => seq));

// The server's answer by the number of the command.
function answering(by) {
  return ({ body }) => answered(JSON.parse(body).commands.map(({ id, seq }) => ({ id, ...by(seq) })));
}

test("what waits goes in order, with device, time and the header that only our pages can set", async () => {
  const { phone, send, store } = await phoneWith(3);
  assert.equal(await send(PERSON), "done");
  const [batch] = phone.batches;
  same(batch.commands.map(({ seq }) => seq), [1, 2, 3]);
  const [row] = await store.commands();
  assert.equal(batch.device, row.device);
  assert.ok(batch.sent_at >= batch.commands[2].made_at);
  same(Object.keys(batch.commands[0]), ["id", "kind", "group", "person", "seq", "made_at", "body"]);
  same(batch.commands[0].body, { learnt: "much" });
  const [asked] = phone.asked;
  same([asked.address, asked.method, asked.headers["X-Gugus-Sync"]], ["/sinkron/", "POST", "1"]);
  same([row.state, row.note, row.href, row.tries], ["sent", "noted", "/next/", 1]);
  assert.equal(await send(PERSON), "idle");
});

test("fifty commands make a batch at most", async () => {
  const { phone, send } = await phoneWith(120);
  assert.equal(await send(PERSON), "done");
  same(sizes(phone), [50, 50, 20]);
  same(seqs(phone).flat(), Array.from({ length: 120 }, (_, n) => n + 1));
});

test("a batch is as heavy as the line was seen to carry, and grows while all goes well", async () => {
  const { phone, send } = await phoneWith(12, { body: { photo: "x".repeat(90e3) } });
  assert.equal(await send(PERSON), "done");
  // 200 kB at first, then 400, then 800.
  same(sizes(phone), [2, 4, 6]);
});

test("a lost line halves what is tried next; one that is too heavy goes alone", async () => {
  const { phone, send } = await phoneWith(4, { body: { photo: "x".repeat(45e3) } });
  phone.answer = () => { throw new Error("no network"); };
  for (const _round of [1, 2, 3]) assert.equal(await send(PERSON), "offline");
  phone.answer = null;
  assert.equal(await send(PERSON), "done");
  same(sizes(phone), [4, 2, 1, 1, 1, 2]);
});

test("an answer that is lost makes nothing anew: the same command goes again under its name", async () => {
  const { phone, send, store } = await phoneWith(1);
  phone.answer = () => { throw new Error("the answer is lost"); };
  assert.equal(await send(PERSON), "offline");
  same(await statesOf(store), ["kept"]);
  phone.answer = null;
  assert.equal(await send(PERSON), "done");
  const [first, second] = phone.batches;
  assert.equal(first.commands[0].id, second.commands[0].id);
  assert.equal(first.commands[0].made_at, second.commands[0].made_at);
  assert.equal((await store.commands())[0].tries, 2);
});

test("a portal's own page is no answer", async () => {
  const { phone, send, store } = await phoneWith(1);
  phone.answer = () => ({ status: 200, json: async () => JSON.parse("<html>") });
  assert.equal(await send(PERSON), "offline");
  same(await statesOf(store), ["kept"]);
});

test("without a session nothing is lost and the person is asked to sign in", async () => {
  const { phone, send, store } = await phoneWith(2);
  phone.answer = () => turnedDown(401, "sign in");
  assert.equal(await send(PERSON), "sign_in");
  same(await statesOf(store), ["kept", "kept"]);
});

test("each command has its own answer; what the server had no time for goes again", async () => {
  const { phone, send, store } = await phoneWith(4);
  let round = 0;
  phone.answer = (asked) => {
    round += 1;
    if (round > 1) return applied(asked);
    return answering((seq) => [null, { state: "applied" }, { state: "refused", reason: "why", field: "words" }, { state: "waiting" }, { state: "failed", reason: "tripped" }][seq])(asked);
  };
  assert.equal(await send(PERSON), "failed");
  const rows = await store.commands();
  same(rows.map((row) => row.state), ["sent", "refused", "kept", "kept"]);
  same(rows.map((row) => row.fails), [0, 0, 0, 1]);
  same([rows[1].reason, rows[1].field], ["why", "words"]);
  assert.equal(await send(PERSON), "done");
  same(seqs(phone), [[1, 2, 3, 4], [3, 4]]);
  same(await statesOf(store), ["sent", "refused", "sent", "sent"]);
});

test("a batch that is turned down is halved until the one to blame is found", async () => {
  for (const status of [400, 413]) {
    const { phone, send, store } = await phoneWith(5);
    phone.answer = (asked) => (JSON.parse(asked.body).commands.some(({ seq }) => seq === 2) ? turnedDown(status, "unreadable") : applied(asked));
    assert.equal(await send(PERSON), "done");
    same(await statesOf(store), ["sent", "refused", "sent", "sent", "sent"]);
    assert.equal((await store.commands())[1].reason, "unreadable");
  }
});

test("a server in trouble is left alone for a while, and nothing is refused", async () => {
  const { phone, send, store } = await phoneWith(3);
  phone.answer = () => turnedDown(500);
  assert.equal(await send(PERSON), "failed");
  same(await statesOf(store), ["kept", "kept", "kept"]);
  same(sizes(phone), [3, 1]);
});

test("a command that the server trips over eight times no longer holds up what came after it", async () => {
  const { phone, send, store } = await phoneWith(3);
  phone.answer = answering((seq) => ({ state: seq === 1 ? "failed" : "applied" }));
  for (let n = 0; n < 8; n += 1) assert.equal(await send(PERSON), "failed");
  same(await statesOf(store), ["kept", "sent", "sent"]);
  assert.ok((await store.commands())[0].fails >= 8);
  await store.keep(given());
  phone.asked.length = 0;
  assert.equal(await send(PERSON), "failed");
  // The new one first; the stubborn one alone, and once.
  same(seqs(phone), [[4], [1]]);
  phone.answer = null;
  await send(PERSON);
  same(await statesOf(store), ["sent", "sent", "sent", "sent"]);
});

test("one person's commands never go out in another's name", async () => {
  const { phone, send, store } = await phoneWith(1);
  await store.keep(given({ person: 8 }));
  assert.equal(await send(PERSON), "done");
  same(await statesOf(store), ["sent", "kept"]);
  assert.equal(phone.batches[0].commands[0].person, PERSON);
});

test("what a killed tab was sending is sent again under the same name", async () => {
  const { phone, send, store } = await phoneWith(2);
  phone.answer = () => new Promise(() => {});
  send(PERSON);
  await settled();
  same(await statesOf(store), ["sending", "sending"]);
  phone.kill();
  phone.answer = null;
  const after = phone.tab().core();
  assert.equal(await after.send(PERSON), "done");
  const [first, second] = phone.batches;
  same(first.commands.map(({ id }) => id), second.commands.map(({ id }) => id));
});

for (const hasLocks of [true, false]) {
  const how = hasLocks ? "locks" : "a lease";
  test(`of two tabs one sends, by ${how}`, async () => {
    const phone = new Phone();
    phone.hasLocks = hasLocks;
    const [one, two] = [phone.tab(), phone.tab()];
    const [first, second] = [one.core(), two.core()];
    await first.store.keep(given());
    let answer;
    phone.answer = (asked) => new Promise((done) => { answer = () => done(applied(asked)); });
    const sending = first.send(PERSON);
    await settled();
    assert.equal(await second.send(PERSON), "busy");
    answer();
    assert.equal(await sending, "done");
    assert.equal(phone.batches.length, 1);
    assert.equal(await second.send(PERSON), "idle");
  });
}

test("a long sending keeps its lease; that of a tab that died ends after fifteen seconds", async () => {
  const phone = new Phone();
  phone.hasLocks = false;
  const one = phone.tab();
  const first = one.core();
  const second = phone.tab().core();
  await first.store.keep(given());
  phone.answer = () => new Promise(() => {});
  first.send(PERSON);
  await phone.clock.advance(25e3);
  assert.equal(await second.send(PERSON), "busy");
  await first.store.setFact("lease", { holder: "a tab that died", until: phone.clock.wall + 15e3 });
  phone.kill();
  phone.answer = null;
  const after = phone.tab().core();
  assert.equal(await after.send(PERSON), "busy");
  phone.clock.show(phone.clock.wall + 15_001);
  assert.equal(await after.send(PERSON), "done");
});

test("a page that was left in the same tab gives its turn to the next one", async () => {
  const phone = new Phone();
  phone.hasLocks = false;
  const sessionStorage = {};
  const left = phone.tab({ sessionStorage });
  const { send, store } = left.core();
  await store.keep(given());
  phone.answer = () => new Promise(() => {});
  send(PERSON);
  await settled();
  phone.close(left);
  phone.answer = null;
  assert.equal(await phone.tab({ sessionStorage }).core().send(PERSON), "done");
});

test("a silent server is given up: after half a minute, and later for what is heavy", async () => {
  const { phone, send, store } = await phoneWith(1, { body: { photo: "x".repeat(120e3) } });
  phone.answer = () => new Promise(() => {});
  let how = "";
  send(PERSON).then((said) => { how = said; });
  await phone.clock.advance(60e3);
  assert.equal(how, "");
  await phone.clock.advance(31e3);
  assert.equal(how, "offline");
  same(await statesOf(store), ["kept"]);
});
