// @ts-check
import {randomStream, shuffled} from '../random.mjs';
import {familyOf} from './families.mjs';

/** @typedef {import('./concepts.mjs').Concept} Concept */

const UNSEEN_SHARE = 0.2;
/** Larger families stay seen: else a single draw, such as the 24 clock faces, would fill half of a group's share. */
const LARGEST_UNSEEN_FAMILY = 6;

/**
 * Sets aside a fifth of every group, to measure what an encoder does with concepts it never met. Families of
 * near-duplicates stay together: who was trained on "man running" has seen "woman running".
 *
 * In each group the families are shuffled and taken one by one as long as they fit into the fifth.
 *
 * @param {Concept[]} concepts
 * @returns {Set<Concept>}
 */
export function chooseUnseen(concepts) {
  /** @type {Set<Concept>} */
  const unseen = new Set();
  for (const [group, members] of groupBy(concepts, (concept) => concept.group)) {
    let room = Math.round(UNSEEN_SHARE * members.length);
    const families = groupBy(members, (concept) => familyOf(concept.name)).values();
    for (const family of shuffled(families, randomStream(`emoji/unseen/${group}`))) {
      if (family.length > Math.min(room, LARGEST_UNSEEN_FAMILY)) continue;
      room -= family.length;
      for (const concept of family) unseen.add(concept);
    }
  }
  return unseen;
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => string} key
 * @returns {Map<string, Item[]>}
 */
function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
