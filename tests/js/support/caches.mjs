// The browser's caches in memory.
const nameOf = (request) => {
  const url = new URL(request.url ?? request, "http://gugus.test");
  return url.pathname + url.search;
};

class Cache {
  #rows = new Map();

  constructor(phone) { this.phone = phone; }

  async match(request) { return this.#rows.get(nameOf(request))?.clone(); }

  async put(request, answer) { this.#rows.set(nameOf(request), answer); }

  async delete(request) { return this.#rows.delete(nameOf(request)); }

  async keys() { return [...this.#rows.keys()].map((name) => ({ url: `http://gugus.test${name}` })); }
}

export class Caches {
  #named = new Map();

  async open(name) {
    if (!this.#named.has(name)) this.#named.set(name, new Cache());
    return this.#named.get(name);
  }

  async keys() { return [...this.#named.keys()]; }

  async delete(name) { return this.#named.delete(name); }
}
