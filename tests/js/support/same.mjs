// Equality across tabs: what comes out of a tab has the tab's own kinds of objects and lists.
import assert from "node:assert/strict";
import { deserialize, serialize } from "node:v8";

export function same(found, expected, words) {
  assert.deepEqual(deserialize(serialize(found)), expected, words);
}
