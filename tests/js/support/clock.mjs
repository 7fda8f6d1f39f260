// Time as tests want it: a phone's clock on the wall, which may be wrong and may be set, and timers.
const turn = () => new Promise((done) => { setImmediate(done); });

// Long enough for everything that only waits for the turns before it.
export async function settled() {
  for (let n = 0; n < 120; n += 1) await turn();
}

export class Clock {
  #timers = new Map();
  #last = 0;
  passed = 0;

  constructor(wall = Date.parse("2026-11-20T08:00:00Z")) { this.wall = wall; }

  // What the clock shows, when somebody turned it or the battery was flat.
  show(wall) { this.wall = wall; }

  set(work, ms = 0, every = 0) {
    this.#last += 1;
    this.#timers.set(this.#last, { at: this.passed + ms, work, every });
    return this.#last;
  }

  clear(id) { this.#timers.delete(id); }

  // How long each timer has yet to wait, the shortest first.
  get waits() {
    return [...this.#timers.values()].map(({ at }) => at - this.passed).sort((a, b) => a - b);
  }

  #next(until) {
    const due = [...this.#timers].filter(([, { at }]) => at <= until);
    return due.sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
  }

  #to(passed) {
    this.wall += passed - this.passed;
    this.passed = passed;
  }

  async advance(ms) {
    const until = this.passed + ms;
    await settled();
    for (let due = this.#next(until); due; due = this.#next(until)) {
      const [id, timer] = due;
      this.#to(Math.max(timer.at, this.passed));
      if (timer.every) timer.at += timer.every;
      else this.#timers.delete(id);
      timer.work();
      await settled();
    }
    this.#to(until);
  }

  get globals() {
    const clock = this;
    class Now extends Date {
      constructor(...given) { super(...(given.length ? given : [clock.wall])); }

      static now() { return clock.wall; }
    }
    return {
      Date: Now,
      setTimeout: (work, ms) => this.set(work, ms),
      clearTimeout: (id) => this.clear(id),
      setInterval: (work, ms) => this.set(work, ms, ms),
      clearInterval: (id) => this.clear(id),
    };
  }
}
