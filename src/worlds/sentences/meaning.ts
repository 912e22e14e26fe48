/** The meaning of a sentence, and the similarity of two meanings. */
import {type Concept, QUALITY, type Role, TIME, TOPICS} from './lexicon.ts';

export interface Meaning {
  /** Number of its topic. */
  topic: number;
  denied: boolean;
  subject: Concept;
  action: Concept;
  object: Concept;
  /** Roles that a sentence may leave open. */
  quality?: Concept;
  place?: Concept;
  time?: Concept;
}

const OPEN_ROLES = ['quality', 'place', 'time'] as const;
/** Roles whose things can be kinds of one another. */
const GENERAL_ROLES = ['subject', 'object', 'place', 'time'] as const;

/** How much of a meaning each role carries. */
const WEIGHTS: Readonly<Record<Role, number>> = {action: 3, object: 3, subject: 2, quality: 1, place: 1, time: 1};
const TOPIC_WEIGHT = 1;

/** Similarity of the things in a role. */
const KIND_OF = 0.7;
const SAME_GENERAL = 0.4;
/** Similarity where one of the two leaves the role open. */
const LEFT_OPEN = 0.5;
/** Factor where exactly one of the two is a negation. */
const DENIAL = 0.5;

function likeness(a: Concept | undefined, b: Concept | undefined): number {
  if (a === b) return 1;
  if (!a || !b) return LEFT_OPEN;
  if (a.general === b || b.general === a) return KIND_OF;
  return a.general && a.general === b.general ? SAME_GENERAL : 0;
}

/**
 * How alike two meanings are, from 0 to 1; symmetric, and 1 only for equal meanings. Over the roles r in which one of them
 * at least has something, and the topic,
 *
 *     similarity = d (sum_r w_r l_r) / (sum_r w_r)
 *
 * with the weights w: action 3, object 3, subject 2, quality, place, time and topic 1 each; l is 1 for the same thing, 0.7
 * where one is a kind of the other (a salmon, a fish), 0.4 for two kinds of the same (a salmon, a trout), 0.5 where one of
 * the two leaves it open, else 0, opposites too; d is 0.5 where exactly one of them is a denial, else 1.
 */
export function similarityOf(a: Meaning, b: Meaning): number {
  let [alike, all] = [a.topic === b.topic ? TOPIC_WEIGHT : 0, TOPIC_WEIGHT];
  for (const role of Object.keys(WEIGHTS) as Role[]) {
    if (!a[role] && !b[role]) continue;
    alike += WEIGHTS[role] * likeness(a[role], b[role]);
    all += WEIGHTS[role];
  }
  return ((a.denied === b.denied ? 1 : DENIAL) * alike) / all;
}

/** Equal for equal meanings. */
export const keyOf = (meaning: Meaning): string =>
  [
    meaning.topic,
    meaning.denied ? 'not' : '',
    ...(Object.keys(WEIGHTS) as Role[]).map((role) => meaning[role]?.words[0] ?? ''),
  ].join('|');

export interface Drawing {
  /** How unequal sentences are in length, from 0 to 1. */
  lengthSkew: number;
  /** Exponent of Zipf's law for the words. */
  frequencySkew: number;
  /** Share of denials. */
  negations: number;
}

/** How a meaning was made from the first one of its family. */
export const VARIANTS = ['a statement', 'more general', 'close to it', 'the contrary'] as const;

/** The drawing is given up after so many draws without a new meaning. */
const TRIES = 5000;

/**
 * `count` families of meanings, no meaning twice: a statement, a more general one, one that says less or speaks of
 * something else, and one that contradicts it. `uniform` gives numbers in [0, 1).
 */
export function drawFamilies(count: number, drawing: Drawing, uniform: () => number): Meaning[][] {
  const taken = new Set<string>();
  const families: Meaning[][] = [];
  for (let failed = 0; families.length < count; ) {
    const family = drawFamily(
      families.length % TOPICS.length,
      failed < TRIES ? drawing : {...drawing, frequencySkew: 0},
      uniform,
    );
    const keys = family.map(keyOf);
    if (new Set(keys).size < keys.length || keys.some((key) => taken.has(key))) {
      failed++;
      continue;
    }
    for (const key of keys) taken.add(key);
    families.push(family);
  }
  return families;
}

function drawFamily(topic: number, {lengthSkew, frequencySkew, negations}: Drawing, uniform: () => number): Meaning[] {
  const pick = (from: readonly Concept[]) => from[zipf(from.length, frequencySkew, uniform())];
  const {subject, action, object, place} = TOPICS[topic];
  // Of the four, three agree on being denials (a share p), and a share q of the last contradict by denying:
  // 3 p + p (1 - q) + (1 - p) q = 4 negations.
  const q = Math.min(1, 2 * negations);
  const denied = uniform() < (4 * negations - q) / (4 - 2 * q);
  const long = uniform() < 0.5;
  const says = () => uniform() < 0.5 + (long ? 0.5 : -0.5) * lengthSkew;
  const first: Meaning = {
    topic,
    denied,
    subject: pick(subject),
    action: pick(action),
    object: pick(object),
    ...(says() && {quality: pick(QUALITY)}),
    ...(says() && {place: pick(place)}),
    ...(says() && {time: pick(TIME)}),
  };
  const kinds = GENERAL_ROLES.filter((one) => first[one]);
  const role = kinds[Math.floor(uniform() * kinds.length)];
  const general = {...first, [role]: first[role]!.general};
  const open = OPEN_ROLES.filter((one) => first[one]);
  const left = open[Math.floor(uniform() * open.length)];
  const less = left ? {...first, [left]: undefined} : {...first, object: pick(object)};
  const contrary = uniform() < q ? {...first, denied: !denied} : {...first, action: first.action.opposite!};
  return [first, general, less, contrary];
}

/** A rank below `count` with probability in proportion to 1 / (rank + 1)^exponent. */
export function zipf(count: number, exponent: number, uniform: number): number {
  const weights = Array.from({length: count}, (_, rank) => (rank + 1) ** -exponent);
  let left = uniform * weights.reduce((a, b) => a + b, 0);
  for (let rank = 0; rank < count - 1; rank++) {
    left -= weights[rank];
    if (left < 0) return rank;
  }
  return count - 1;
}
