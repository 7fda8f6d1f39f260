// A phone without a browser: several tabs run the product's own scripts over one memory, with one
// clock and a server that says what the test wants. Each tab has globals of its own.
import { readdirSync, readFileSync } from "node:fs";
import vm from "node:vm";
import { webcrypto } from "node:crypto";
import { Caches } from "./caches.mjs";
import { Clock, settled } from "./clock.mjs";
import { Disk, IndexedDB } from "./database.mjs";

const SOURCE = new URL("../../../src/gugus/", import.meta.url);
const files = filesUnder(SOURCE);
const words = Object.fromEntries(
  ["kept", "sending", "sent", "refused", "unkept", "keptLong", "sendingLong", "failedLong", "notKept", "tooLarge", "superseded", "sentLong", "supersededLong", "change", "open", "understood", "see"]
    .map((name) => [name, name]),
);

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    if (one.isDirectory()) return one.name === "vendor" ? [] : filesUnder(new URL(`${one.name}/`, folder));
    return one.name.endsWith(".js") ? [new URL(one.name, folder)] : [];
  });
}

// The source of a script of the product, by the name of its file, whichever app it lies in.
export function source(name) {
  const found = files.filter((file) => file.pathname.endsWith(`/${name}`));
  if (found.length !== 1) throw new Error(`${found.length} scripts are called ${name}`);
  return readFileSync(found[0], "utf8");
}

function events() {
  const target = new EventTarget();
  return {
    addEventListener: target.addEventListener.bind(target),
    dispatchEvent: target.dispatchEvent.bind(target),
  };
}

// Locks as browsers have them: those of a tab that ends are free again.
class Locks {
  #held = new Map();

  for(tab) {
    return {
      request: async (name, { ifAvailable }, work) => {
        if (!ifAvailable) throw new Error("the product never waits in line");
        if (this.#held.has(name)) return work(null);
        this.#held.set(name, tab);
        try {
          return await work({ name });
        } finally {
          if (this.#held.get(name) === tab) this.#held.delete(name);
        }
      },
    };
  }

  release(tab) {
    for (const [name, holder] of this.#held) if (holder === tab) this.#held.delete(name);
  }
}

export class Phone {
  disk = new Disk();
  caches = new Caches();
  clock = new Clock();
  // What the server was asked, and what it answers next: a function, or the ordinary answer.
  asked = [];
  answer = null;
  hasLocks = true;
  #locks = new Locks();
  #tabs = new Set();
  #indexedDB = new IndexedDB(this.disk);

  // The commands of every batch that came to the server.
  get batches() {
    return this.asked.filter(({ body }) => body).map(({ body }) => JSON.parse(body));
  }

  tab(options = {}) {
    const tab = new Tab(this, this.#indexedDB, options);
    this.#tabs.add(tab);
    return tab;
  }

  locks(tab) { return this.hasLocks ? this.#locks.for(tab) : undefined; }

  others(tab) { return [...this.#tabs].filter((one) => one !== tab && !one.isClosed); }

  close(tab) {
    tab.isClosed = true;
    this.#tabs.delete(tab);
    this.#locks.release(tab);
  }

  // The battery dies: what was not committed is gone, and nothing that ran goes on.
  kill() {
    this.#indexedDB.kill();
    for (const tab of this.#tabs) this.close(tab);
    this.#indexedDB = new IndexedDB(this.disk);
  }

  async fetch(tab, address, options = {}) {
    const { body, signal, method = "GET" } = options;
    const asked = { address: String(address.url ?? address), method, body, headers: options.headers };
    this.asked.push(asked);
    const stopped = new Promise((_done, fail) => {
      signal?.addEventListener("abort", () => fail(new Error("AbortError")));
    });
    const answer = await Promise.race([(this.answer ?? applied)(asked, this), stopped]);
    // A page that was left never hears the answer.
    return tab.isClosed ? new Promise(() => {}) : answer;
  }
}

// The ordinary answer: everything was carried out.
export function applied({ body }) {
  return answered(JSON.parse(body).commands.map(({ id }) => ({ id, state: "applied", note: "noted", href: "/next/" })));
}

export function answered(answers, status = 200) {
  return { status, json: async () => ({ answers }) };
}

export function turnedDown(status, reason = "") {
  return { status, json: async () => ({ reason }) };
}

export class Tab {
  isClosed = false;
  heard = [];

  constructor(phone, indexedDB, { person = 7, group = "ciawi-1", keptAt, path = "/g/ciawi-1/", ...more }) {
    this.phone = phone;
    const page = { person: person === null ? "" : String(person), group };
    if (keptAt) page.keptAt = String(keptAt);
    this.document = {
      ...events(), title: "A page", readyState: "complete", hidden: false,
      documentElement: { dataset: page, lang: "id" },
      getElementById: (id) => (id === "outbox-words" ? { dataset: words } : null),
      querySelector: () => null, querySelectorAll: () => [],
    };
    this.navigator = { onLine: true, storage: more.storage };
    const locks = phone.locks(this);
    if (locks) this.navigator.locks = locks;
    if (more.serviceWorker) this.navigator.serviceWorker = more.serviceWorker;
    this.globals = {
      ...events(), ...phone.clock.globals, indexedDB, document: this.document, navigator: this.navigator,
      crypto: webcrypto, sessionStorage: more.sessionStorage ?? {}, localStorage: {}, caches: phone.caches,
      location: { origin: "http://gugus.test", pathname: path, search: "" }, isSecureContext: true,
      fetch: (address, options) => phone.fetch(this, address, options),
      BroadcastChannel: channelOf(phone, this), CSS: { escape: (text) => text },
      AbortController, Blob, CustomEvent, Event, File, Headers, Request: more.Request ?? Request, Response, URL,
      performance: { memory: undefined, now: () => phone.clock.passed }, console, ...more.globals,
    };
    this.globals.self = this.globals.window = this.globals;
    this.context = vm.createContext(this.globals);
    for (const name of ["gugus:state", "gugus:counts", "gugus:tried", "gugus:connection"]) {
      this.document.addEventListener(name, ({ detail }) => this.heard.push({ name, ...detail }));
    }
  }

  // Run scripts of the product; one with `type=module` has names of its own.
  run(...names) {
    for (const name of names) vm.runInContext(source(name), this.context, { filename: name });
    return this.globals.gugus;
  }

  module(name) {
    const text = source(name).replaceAll("import(", "self.importing(");
    return vm.runInContext(`(async () => { "use strict"; ${text}\n})()`, this.context, { filename: name });
  }

  // The store and the sender, as pages and the worker have them.
  core() { return this.run("store.js", "sending.js"); }

  // A page with its outbox.
  async page() {
    this.run("store.js", "sending.js", "copies.js", "packing.js");
    await this.module("outbox.js");
    await settled();
    return this.globals.gugus;
  }

  tell(name, detail) { this.document.dispatchEvent(new CustomEvent(name, { detail })); }

  states(about) {
    return this.heard.filter((one) => one.name === "gugus:state" && one.about === about).map((one) => one.state);
  }

  // How each round of sending went.
  get rounds() { return this.heard.filter((one) => one.name === "gugus:tried").map((one) => one.how); }
}

function channelOf(phone, tab) {
  return class {
    constructor(name) { (tab.channels ??= new Map()).set(name, this); this.name = name; }

    postMessage(data) {
      for (const other of phone.others(tab)) {
        const channel = other.channels?.get(this.name);
        setImmediate(() => { if (!other.isClosed) channel?.onmessage?.({ data: structuredClone(data) }); });
      }
    }
  };
}
