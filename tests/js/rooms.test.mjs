// Scripts of single pages: what they read, make and send by themselves.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { settled } from "./support/clock.mjs";
import { Phone } from "./support/phone.mjs";
import { same } from "./support/same.mjs";

const cases = JSON.parse(readFileSync(new URL("same_rules.json", import.meta.url)));

// As much of an element as these scripts touch.
function element(more = {}) {
  const target = new EventTarget();
  return {
    dataset: {}, children: [], textContent: "", className: "", hidden: false, disabled: false, value: "",
    replaceChildren(...children) { this.children = children; },
    addEventListener: target.addEventListener.bind(target), dispatchEvent: target.dispatchEvent.bind(target),
    ...more,
  };
}

function page(found, phone = new Phone()) {
  const tab = phone.tab();
  Object.assign(tab.document, {
    getElementById: (id) => found[`#${id}`] ?? null,
    querySelector: (selector) => found[selector] ?? null,
    querySelectorAll: (selector) => found[selector] ?? [],
    createElement: () => element(), body: element(),
  });
  return { phone, tab };
}

// ---- a second tap ----

test("a second tap on a button that is still sending is passed over, and not for ever", async () => {
  const { tab } = page({});
  await tab.module("once.js");
  const form = { method: "post" };
  const tap = (at, target = form) => {
    const event = new Event("submit", { cancelable: true });
    Object.defineProperties(event, { target: { value: target }, timeStamp: { value: at } });
    tab.document.dispatchEvent(event);
    return !event.defaultPrevented;
  };
  same([tap(0), tap(300), tap(4999), tap(5000)], [true, false, false, true]);
  same([tap(5001, { method: "post" }), tap(5002, { method: "get" }), tap(5003, { method: "get" })], [true, true, true]);
  tab.globals.dispatchEvent(new Event("pageshow"));
  assert.equal(tap(5100), true);
});

// ---- row numbers off a printed sheet ----

const LETTERS = { asNone: "h", asH: "h", asT: "t", asI: "i", asS: "s", asD: "d", asA: "a" };
const FAULTS = Object.fromEntries(["unreadable", "letter", "row", "back", "twice"].map((name) => [name, `${name} {piece}`]));

function sheet(text, last) {
  const field = element({ value: text, form: element() });
  const rows = Array.from({ length: last }, (_, n) => {
    const state = element();
    return element({ dataset: { number: String(n + 1) }, state, querySelector: () => state });
  });
  const said = element({ dataset: { ...LETTERS, ...FAULTS, sum: "sum {n}" }, closest: () => ({ elements: { numbers: field } }) });
  page({ "#terbaca": said, "#baris li": rows }).tab.module("numbers.js");
  return { said, rows };
}

for (const { text, last, rows: expected, bad } of cases.numbers) {
  test(`row numbers are shown as the server reads them: ${JSON.stringify(text)}`, () => {
    const { said, rows } = sheet(text, last);
    const shown = rows.filter((row) => row.state.textContent).map((row) => [row.dataset.number, row.state.textContent]);
    same(Object.fromEntries(shown), expected);
    const lines = said.children.map((line) => line.textContent);
    const sum = shown.length ? [`sum ${shown.length}`] : [];
    same(lines, [...sum, ...bad.map(([piece, fault]) => `${fault} ${piece}`)]);
    for (const row of rows) assert.equal(row.hidden, shown.length > 0 && !row.state.textContent);
  });
}

// ---- the code on the wall ----

async function wall(given, seconds) {
  const made = element({ dataset: { link: "http://gugus.test/h/4/", opens: "0", closes: String(9e15), maker: "maker", ...given }, querySelector: () => null });
  const drawn = [];
  const found = { "#dinding": made, "[data-alone]": element(), "[data-stopped]": element(), "[data-whole-screen]": element(), "[data-small-screen]": element() };
  const { phone, tab } = page(found);
  phone.clock.show(seconds * 1000);
  tab.globals.crypto = globalThis.crypto;
  tab.globals.TextEncoder = TextEncoder;
  tab.globals.localStorage.getItem = () => "0";
  tab.globals.importing = async () => ({
    default: () => ({ addData: (text) => drawn.push(text), make() {}, getModuleCount: () => 0 }),
  });
  tab.module("wall.js");
  return { phone, tab, made, drawn, found };
}

const digitsOf = (made) => /wall-digits">([\d ]+)</.exec(made.innerHTML ?? "")?.[1];
const cryptography = () => new Promise((done) => { setTimeout(done, 0); });

async function passing(phone, ms) {
  await phone.clock.advance(ms);
  // The browser's cryptography answers from another thread.
  for (let n = 0; n < 20; n += 1) await cryptography().then(settled);
}

for (const { secret, meeting, step, link, digits } of cases.codes) {
  test(`the wall makes the server's codes by itself: meeting ${meeting}`, async () => {
    const { phone, made, drawn, found } = await wall({ secret, meeting: String(meeting) }, step * 30 - 12);
    await passing(phone, 11_900);
    assert.equal(digitsOf(made), undefined, "the server is not yet silent");
    await passing(phone, 1_100);
    assert.equal(digitsOf(made), `${digits.slice(0, 3)} ${digits.slice(3)}`);
    same(drawn, [`http://gugus.test/h/4/${link}/`]);
    assert.equal(found["[data-alone]"].hidden, false);
    await passing(phone, 30_000);
    assert.equal(drawn.length, 2);
  });
}

test("the server's own picture is not written over by a code that was still being made", async () => {
  const { secret, meeting, step } = cases.codes[0];
  const { phone, tab, made, found } = await wall({ secret, meeting: String(meeting) }, step * 30 - 12);
  await phone.clock.advance(13_000);
  const swapped = new Event("htmx:afterSwap");
  Object.defineProperty(swapped, "target", { value: made });
  made.innerHTML = "the server's";
  tab.document.body.dispatchEvent(swapped);
  await passing(phone, 0);
  assert.equal(made.innerHTML, "the server's");
  assert.equal(found["[data-alone]"].hidden, true);
});

test("outside its hours the wall makes nothing", async () => {
  const { secret, meeting, step } = cases.codes[0];
  const { phone, made } = await wall({ secret, meeting: String(meeting), closes: String((step - 1) * 30e3) }, step * 30);
  await passing(phone, 60_000);
  assert.equal(digitsOf(made), undefined);
});

// ---- counting money ----

test("what is counted is added up and held against the book", () => {
  const bank = element({ value: "1.000.000" });
  const pieces = [["100000", "5"], ["50000", ""], ["20000", "2"]].map(([piece, value]) => element({ value, dataset: { piece } }));
  const said = element({ dataset: { fits: "fits {sum}", over: "over {sum} {difference}", short: "short {sum} {difference}" } });
  const form = element({
    dataset: { balance: "1540000" }, elements: { at_bank: bank }, querySelector: () => said, querySelectorAll: () => pieces,
  });
  page({ "form[data-count]": form }).tab.module("count.js");
  const shown = () => said.textContent;
  assert.equal(shown(), "fits Rp1.540.000");
  pieces[1].value = "1";
  form.dispatchEvent(new Event("input"));
  assert.equal(shown(), "over Rp1.590.000 Rp50.000");
  bank.value = "Rp 900.000";
  form.dispatchEvent(new Event("input"));
  assert.equal(shown(), "short Rp1.490.000 Rp50.000");
});

// ---- the minutes ----

function minutes(phone = new Phone()) {
  const fields = Object.fromEntries(
    ["base_problems", "base_decisions", "problems", "decisions", "page"].map((name) => [name, element({ name })]),
  );
  const elements = Object.assign(Object.values(fields), fields);
  const form = element({ dataset: { command: "minutes.save", about: "minutes:4", title: "Minutes" }, elements });
  const said = element({ dataset: { kept: "kept", sending: "sending", sent: "sent", refused: "refused {reason}" } });
  const [undecided, windows] = [element({ hidden: true }), element({ hidden: true })];
  const version = element();
  const { tab } = page({
    "form[data-autosave]": form, "[data-autosave-state]": said, "[data-undecided-note]": undecided,
    "[data-two-windows]": windows, "[data-minutes-version]": [version], "[data-take-over]": [],
  }, phone);
  tab.globals.FormData = class {
    [Symbol.iterator]() { return elements.map(({ name, value }) => [name, value])[Symbol.iterator](); }
  };
  const saved = [];
  tab.document.addEventListener("gugus:command", ({ detail }) => saved.push(detail));
  delete tab.globals.BroadcastChannel;
  tab.module("minutes.js");
  const type = (name, value) => {
    fields[name].value = value;
    form.dispatchEvent(new Event("input"));
  };
  const told = (state, more = {}) => tab.tell("gugus:state", { kind: "minutes.save", about: "minutes:4", state, ...more });
  return { phone, tab, fields, form, said, undecided, version, saved, type, told };
}

test("the minutes save themselves two seconds after the last letter, and within twelve", async () => {
  const { phone, saved, type } = minutes();
  type("decisions", "w");
  await phone.clock.advance(1999);
  assert.equal(saved.length, 0);
  await phone.clock.advance(1);
  same(saved.map(({ body }) => body.decisions), ["w"]);
  same([saved[0].kind, saved[0].about, saved[0].replace], ["minutes.save", "minutes:4", true]);
  for (let n = 0; n < 12; n += 1) {
    type("decisions", `wait ${n}`);
    await phone.clock.advance(1000);
  }
  assert.equal(saved.length, 2);
});

test("what was not changed is not saved, and what was saved once is not saved twice", async () => {
  const { phone, form, saved, type } = minutes();
  type("decisions", "");
  await phone.clock.advance(5000);
  assert.equal(saved.length, 0);
  type("decisions", "wait five seconds");
  form.dispatchEvent(new Event("change"));
  form.dispatchEvent(new Event("change"));
  await phone.clock.advance(5000);
  assert.equal(saved.length, 1);
});

test("the base moves to what the server has; what was typed meanwhile goes after it", async () => {
  const { phone, fields, saved, type, told, version } = minutes();
  type("decisions", "one");
  await phone.clock.advance(2000);
  const [{ body }] = saved;
  type("decisions", "one, two");
  told("sent", { body, data: { version: "v2" } });
  assert.equal(fields.base_decisions.value, "one");
  assert.equal(fields.decisions.value, "one, two");
  assert.equal(version.value, "v2");
  await phone.clock.advance(2000);
  same(saved.map((one) => [one.body.base_decisions, one.body.decisions]), [["", "one"], ["one", "one, two"]]);
});

test("another's text comes in where nothing was typed since, and never over what was", async () => {
  const { phone, fields, saved, type, told } = minutes();
  type("problems", "mine");
  await phone.clock.advance(2000);
  const [{ body }] = saved;
  type("problems", "mine, longer");
  told("sent", { body, data: { version: "v2", texts: { problems: "theirs", decisions: "decided elsewhere" } } });
  assert.equal(fields.decisions.value, "decided elsewhere");
  assert.equal(fields.base_decisions.value, "decided elsewhere");
  assert.equal(fields.problems.value, "mine, longer");
  assert.equal(fields.base_problems.value, "mine");
});

test("two texts that a person must choose between are left as they are, and it is said", async () => {
  const { phone, fields, saved, type, told, undecided } = minutes();
  type("problems", "mine");
  await phone.clock.advance(2000);
  told("sent", { body: saved[0].body, data: { version: "v2", texts: { problems: "theirs" }, undecided: ["problems"] } });
  assert.equal(fields.problems.value, "mine");
  assert.equal(undecided.hidden, false);
});

test("what was not sent before the page was opened anew comes back, under the same page", () => {
  const { fields, said, told } = minutes();
  const body = { page: "0123", problems: "kept words", base_problems: "older words" };
  told("kept", { first: true, body });
  same([fields.problems.value, fields.base_problems.value, fields.page.value], ["kept words", "older words", "0123"]);
  assert.equal(said.textContent, "kept");
});

test("once somebody types, what another window keeps is not taken over", () => {
  const { fields, type, told } = minutes();
  type("problems", "typed here");
  told("kept", { body: { page: "another", problems: "elsewhere" } });
  assert.equal(fields.problems.value, "typed here");
});

// ---- the last meeting's steps ----

test("an answer to a former tap does not take back the one that is still on its way", async () => {
  const inputs = { s9: [element({ value: "done" }), element({ value: "open" })], r9: element(), v9: element() };
  const row = element({
    dataset: { step: "9" },
    querySelector(selector) {
      const [, name, value] = /name="(\w+)"(?:\]\[value="(\w*)")?/.exec(selector);
      if (!name.startsWith("s")) return inputs[name];
      return inputs[name].find((one) => (value === undefined ? one.checked : one.value === value)) ?? null;
    },
  });
  const { tab } = page({ '.roll li[data-step="9"]': row, "#simpan-laporan": element() });
  await tab.module("told.js");
  const told = (state, more) => tab.tell("gugus:state", { kind: "step.report", about: "step:9", state, ...more });
  told("kept", { id: "first", body: { state: "done", report: "one" } });
  told("kept", { id: "second", body: { state: "open", report: "two" } });
  told("sent", { id: "first", data: { state: "done", report: "one", seen: "v1" } });
  same([inputs.r9.value, inputs.v9.value], ["two", "v1"]);
  told("sent", { id: "second", data: { state: "open", report: "two", seen: "v2" } });
  same([inputs.r9.value, inputs.v9.value], ["two", "v2"]);
});
