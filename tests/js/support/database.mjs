// A stand-in for IndexedDB in memory, as far as the product uses it: one version, transactions one
// after the other, what is committed outlives the tabs. `log` tells how each transaction was opened.
import { deserialize, serialize } from "node:v8";

const copyOf = (value) => (value === undefined ? undefined : deserialize(serialize(value)));
const nameOf = (key) => JSON.stringify(key);
const turn = () => new Promise((done) => { setImmediate(done); });

class Request {
  constructor(work) { this.work = work; }
}

class Store {
  constructor(transaction, name) { Object.assign(this, { transaction, name }); }

  #ask(work) { return this.transaction.ask(() => work(this.transaction.rows(this.name))); }

  #keyOf(value, key) {
    const path = this.transaction.keyPath(this.name);
    if (!path) return key;
    return Array.isArray(path) ? path.map((part) => value[part]) : value[path];
  }

  get(key) { return this.#ask((rows) => copyOf(rows.get(nameOf(key))?.value)); }

  getAll() { return this.#ask((rows) => [...rows.values()].map((row) => copyOf(row.value))); }

  put(value, key) {
    const [kept, named] = [copyOf(value), this.#keyOf(value, key)];
    return this.#ask((rows) => { rows.set(nameOf(named), { key: named, value: kept }); });
  }

  delete(key) { return this.#ask((rows) => { rows.delete(nameOf(key)); }); }
}

class Transaction {
  #waiting = [];
  #changed = new Map();
  #aborted = false;
  error = null;

  constructor(disk, names, mode) { Object.assign(this, { disk, names, mode }); }

  objectStore(name) { return new Store(this, name); }

  keyPath(name) { return this.disk.stores.get(name).keyPath; }

  rows(name) {
    if (!this.names.includes(name)) throw new Error(`${name} is not in this transaction`);
    if (!this.#changed.has(name)) this.#changed.set(name, new Map(this.disk.stores.get(name).rows));
    return this.#changed.get(name);
  }

  ask(work) {
    if (this.isOver) throw new Error("the transaction is over");
    const request = new Request(work);
    this.#waiting.push(request);
    return request;
  }

  abort() { this.#aborted = true; }

  // One request after the other; without a further one in the turn that follows it is committed.
  async run() {
    await turn();
    while (this.#waiting.length && !this.#aborted) {
      const request = this.#waiting.shift();
      request.result = request.work();
      request.onsuccess?.();
      await turn();
    }
    this.isOver = true;
    if (this.disk.isDead) return;
    if (this.#aborted || this.disk.isFull) {
      this.error = this.disk.isFull ? new Error("QuotaExceededError") : null;
      this.onabort?.();
      return;
    }
    if (this.mode === "readwrite") {
      for (const [name, rows] of this.#changed) this.disk.stores.get(name).rows = rows;
    }
    this.oncomplete?.();
  }
}

// What lies on the phone. `openings` are of one run of the browser: a killed one commits no more.
export class Disk {
  stores = new Map();
  log = [];
  isFull = false;
  isBroken = false;

  rows(name) { return [...(this.stores.get(name)?.rows.values() ?? [])].map((row) => row.value); }
}

export class IndexedDB {
  #last = Promise.resolve();
  isDead = false;

  constructor(disk) { this.disk = disk; }

  get stores() { return this.disk.stores; }

  get isFull() { return this.disk.isFull; }

  kill() { this.isDead = true; }

  open() {
    if (this.disk.isBroken) throw new Error("InvalidStateError");
    const request = { result: this.#database() };
    turn().then(() => {
      if (!this.disk.stores.size) request.onupgradeneeded?.();
      request.onsuccess?.();
    });
    return request;
  }

  #database() {
    return {
      createObjectStore: (name, { keyPath = null } = {}) => {
        this.disk.stores.set(name, { keyPath, rows: new Map() });
      },
      transaction: (names, mode, { durability = "default" } = {}) => {
        this.disk.log.push({ names, mode, durability });
        const transaction = new Transaction(this, names, mode);
        this.#last = this.#last.then(() => transaction.run());
        return transaction;
      },
      close() {},
    };
  }
}
