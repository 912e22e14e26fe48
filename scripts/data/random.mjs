// @ts-check

/**
 * A stream of uniform 32-bit integers that depends on nothing but a name, so that a choice made with it is the same on
 * every machine and can be written down. The name is hashed (FNV-1a) to the starting state of splitmix32: a counter
 * that advances by the golden ratio of 2^32 and is mixed by two multiply-xorshift rounds.
 *
 * @param {string} name
 * @returns {() => number} the next integer in [0, 2^32)
 */
export function randomStream(name) {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) state = Math.imul(state ^ byte, 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/**
 * A shuffled copy (Fisher and Yates).
 *
 * @template Item
 * @param {Iterable<Item>} items
 * @param {() => number} next a stream of integers in [0, 2^32)
 */
export function shuffled(items, next) {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = next() % (last + 1); // the bias of the remainder, below one in a million here, does not matter
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}
