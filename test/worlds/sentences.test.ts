import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, describe, expect, it} from 'vitest';
import {deleteWords} from '../../src/kernels/deleteWords.ts';
import {maskWords} from '../../src/kernels/maskWords.ts';
import type {Things} from '../../src/worlds/points.ts';
import {
  type Concept,
  formsOf,
  QUALITY,
  type Role,
  TIME,
  TOPICS,
  VOCABULARY,
} from '../../src/worlds/sentences/lexicon.ts';
import {type Meaning, similarityOf} from '../../src/worlds/sentences/meaning.ts';
import type {World} from '../../src/worlds/world.ts';
import {read} from '../reference/checks/kernels.ts';
import {keysOf} from '../reference/live.ts';
import {onBackends} from '../support/backends.ts';
import {contextOf, valuesOf, worldOf} from '../support/worlds.ts';

const SEEDS = [7, 4_000_000_000];
const WORDINGS = 4;

const withGeneral = (list: readonly Concept[]) => [
  ...new Set(list.flatMap((one) => [one, ...(one.general ? [one.general] : [])])),
];
const everyTopic = (role: 'subject' | 'action' | 'object' | 'place') =>
  TOPICS.flatMap((topic) => withGeneral(topic[role]));
const CONCEPTS: Record<Role, Concept[]> = {
  subject: everyTopic('subject'),
  action: everyTopic('action'),
  object: everyTopic('object'),
  place: everyTopic('place'),
  time: withGeneral(TIME),
  quality: [...QUALITY],
};

const conceptOf = (role: Role, text: string): Concept => {
  const found = new Set(CONCEPTS[role].filter(({words}) => words.includes(text)));
  if (found.size !== 1) throw new Error(`${role} "${text}" is ${found.size} things.`);
  return [...found][0];
};

type Said = Omit<Meaning, 'topic'>;

/** What a sentence says, read from its words alone: by another way than the one by which it was written. */
function readSentence(sentence: string): Said {
  let text = sentence.toLowerCase().replace(/\.$/, '');
  const said: Partial<Said> = {};
  for (const time of CONCEPTS.time) {
    const [when] = time.words;
    if (text.startsWith(`${when} the `)) text = text.slice(when.length + 1);
    else if (text.endsWith(` ${when}`)) text = text.slice(0, -when.length - 1);
    else continue;
    said.time = time;
  }
  const place = / in the (\w+)$/.exec(text);
  if (place) {
    said.place = conceptOf('place', place[1]);
    text = text.slice(0, place.index);
  }
  const passive = /^the (?:(\w+) )?(\w+) was (not )?(\w+) by the (\w+)$/.exec(text);
  const active = /^the (\w+) (?:did (not) )?(\w+) the (?:(\w+) )?(\w+)$/.exec(text);
  const [quality, object, not, verb, subject] = passive
    ? passive.slice(1)
    : [active![4], active![5], active![2], active![3], active![1]];
  const form = passive ? 'participle' : not ? 'base' : 'past';
  const inForm = (base: string) => (form === 'base' ? base : formsOf(base)[form]);
  const [action, more] = new Set(CONCEPTS.action.filter(({words}) => words.some((base) => inForm(base) === verb)));
  if (!action || more) throw new Error(`"${verb}" is not one action.`);
  return {
    ...said,
    ...(quality && {quality: conceptOf('quality', quality)}),
    denied: not !== undefined,
    subject: conceptOf('subject', subject),
    action,
    object: conceptOf('object', object),
  };
}

const nameOf = (said: Said, role: Role) => said[role]?.words[0];
const ROLES: Role[] = ['action', 'object', 'subject', 'place', 'time', 'quality'];
const keyOf = (said: Said) => [said.denied, ...ROLES.map((role) => nameOf(said, role))].join();

/** The formula in the comment of `similarityOf`, with sets of words in place of concepts. */
function similarity(a: Said, b: Said, sameTopic: boolean): number {
  const terms = ROLES.map((role) => {
    const weight = role === 'action' || role === 'object' ? 3 : role === 'subject' ? 2 : 1;
    const [x, y] = [nameOf(a, role), nameOf(b, role)];
    const [above, over] = [a[role]?.general?.words[0], b[role]?.general?.words[0]];
    if (!x && !y) return [0, 0];
    if (x === y) return [weight, weight];
    if (!x || !y) return [0.5 * weight, weight];
    if (above === y || over === x) return [0.7 * weight, weight];
    return [above !== undefined && above === over ? 0.4 * weight : 0, weight];
  });
  const total = (k: number) => terms.reduce((sum, term) => sum + term[k], 0);
  return ((a.denied === b.denied ? 1 : 0.5) * (total(0) + Number(sameTopic))) / (total(1) + 1);
}

const things = (world: World) => world.points as Things;
const rowsIn = (world: World, slot: string) => [...valuesOf(world, slot)];

describe('the language', () => {
  it('has no word for two things in one role', () => {
    for (const [role, concepts] of Object.entries(CONCEPTS)) {
      const words = [...new Set(concepts)].flatMap((one) => one.words);
      expect([role, words.length]).toEqual([role, new Set(words).size]);
    }
  });

  it('has two words for every action, and its opposite has it as its own', () => {
    for (const action of CONCEPTS.action) {
      expect(action.words).toHaveLength(2);
      expect(action.opposite?.opposite).toBe(action);
    }
  });

  it('says how alike two meanings are by the formula that is written down', () => {
    const of = (topic: number, text: string): Meaning => ({topic, ...readSentence(text)});
    const alike = (a: string, b: string, topic = 0) => similarityOf(of(0, a), of(topic, b));
    const salmon = 'The chef praised the salmon.';
    expect(alike(salmon, 'The salmon was commended by the cook.')).toBe(1);
    // Action, subject and topic agree, of 3 + 3 + 2 + 1.
    expect(alike(salmon, 'The chef praised the fish.')).toBeCloseTo((6 + 0.7 * 3) / 9, 12);
    expect(alike(salmon, 'The chef praised the trout.')).toBeCloseTo((6 + 0.4 * 3) / 9, 12);
    expect(alike(salmon, 'The chef praised the cake.')).toBeCloseTo(6 / 9, 12);
    expect(alike(salmon, 'The chef criticised the salmon.')).toBeCloseTo(6 / 9, 12);
    expect(alike(salmon, 'The chef did not praise the salmon.')).toBe(0.5);
    expect(alike(salmon, 'The chef praised the big salmon.')).toBeCloseTo(9.5 / 10, 12);
    expect(alike(salmon, 'The runner won the medal.', 2)).toBe(0);
  });
});

describe('the sentences world', () => {
  let world: World;
  let said: Said[];
  let meanings: number;
  let unseen: Set<number>;

  beforeAll(async () => {
    world = await worldOf({kind: 'sentences', strength: 0});
    said = things(world).names!.map(readSentence);
    meanings = said.length / WORDINGS;
    unseen = new Set(rowsIn(world, 'world/unseen/0'));
  });

  it.each([
    {},
    {frequencySkew: 2, sentences: 8000},
    {lengthSkew: 1, negations: 0.5, sentences: 800},
    {negations: 0, drawing: 3},
  ])('has four wordings of every meaning, and no meaning or sentence twice: %j', async (settings) => {
    const one = await worldOf({kind: 'sentences', ...settings});
    const names = things(one).names!;
    expect(names).toHaveLength(settings.sentences ?? 2400);
    expect(new Set(names).size).toBe(names.length);
    const keys = names.map((name, row) => `${keyOf(readSentence(name))} ${things(one).groupOf[row]}`);
    const count = names.length / WORDINGS;
    expect(new Set(keys).size).toBe(count);
    expect(keys.every((key, row) => key === keys[row % count])).toBe(true);
    const denied = names.filter((name) => name.includes(' not ')).length / names.length;
    // Families are drawn apart: the share varies from drawing to drawing.
    expect(Math.abs(denied - (settings.negations ?? 0.15))).toBeLessThan(0.12);
  });

  it('writes each sentence as its words, with padding last', () => {
    const table = rowsIn(world, 'world/texts');
    const {length} = world.towers[0].input as {length: number};
    for (const [row, name] of things(world).names!.entries()) {
      const tokens = table.slice(row * length, (row + 1) * length);
      const words = tokens.filter((token) => token >= 0);
      expect(tokens.slice(words.length).every((token) => token === -1)).toBe(true);
      expect(words.map((token) => VOCABULARY[token]).join(' ')).toBe(name.toLowerCase().replace('.', ''));
    }
  });

  it('makes lengths and words as unequal as the settings say', async () => {
    const lengths = async (settings: object) => {
      const one = await worldOf({kind: 'sentences', ...settings});
      return things(one)
        .names!.slice(0, meanings)
        .map((name) => name.split(' ').length);
    };
    const spread = (values: number[]) => {
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    };
    expect(spread(await lengths({lengthSkew: 1}))).toBeGreaterThan(1.3 * spread(await lengths({lengthSkew: 0})));
    const uncles = async (frequencySkew: number) => {
      const one = await worldOf({kind: 'sentences', frequencySkew});
      const {groupOf, groups, names} = things(one);
      const cooks = names!.filter((_, row) => groups[groupOf[row]] === 'Cooking' && row < meanings);
      return cooks.filter((name) => /chef|cook/.test(name)).length / cooks.length;
    };
    expect(await uncles(1.5)).toBeGreaterThan((await uncles(0)) + 0.1);
  });

  it('is another drawing with another number, and the same with the same', async () => {
    const [again, other] = await Promise.all([1, 2].map((drawing) => worldOf({kind: 'sentences', drawing})));
    expect(things(again).names).toEqual(things(world).names);
    expect(things(other).names).not.toEqual(things(world).names);
  });

  it('keeps whole families of every topic unseen, a fifth or a little more', () => {
    const train = rowsIn(world, 'world/train');
    expect([...train, ...unseen].sort((a, b) => a - b)).toEqual(Array.from({length: meanings}, (_, c) => c));
    expect(train).toHaveLength(world.items);
    const families = (rows: Iterable<number>) => new Set(Array.from(rows, (c) => Math.floor(c / 4)));
    const seen = families(train);
    expect([...families(unseen)].every((family) => !seen.has(family))).toBe(true);
    for (let topic = 0; topic < TOPICS.length; topic++) {
      const members = [...unseen].filter((c) => things(world).groupOf[c] === topic).length;
      expect(members / (meanings / TOPICS.length)).toBeGreaterThan(0.15);
      expect(members / (meanings / TOPICS.length)).toBeLessThan(0.3);
    }
    const {rows, train: learn, classOf} = world.labelled!;
    const labelled = rowsIn(world, rows);
    expect(labelled.every((row, i) => unseen.has(row % meanings) === i >= learn)).toBe(true);
    expect(labelled.map((row) => things(world).groupOf[row])).toEqual([...Array.from(classOf)]);
  });

  it('grades pairs of unseen sentences by what they say, from unrelated to the same', () => {
    const {rows, similarity: grades} = world.graded!;
    const pairs = rowsIn(world, rows);
    const count = grades.length;
    expect(pairs).toHaveLength(2 * count);
    for (let i = 0; i < count; i++) {
      const [a, b] = [pairs[i], pairs[count + i]];
      expect(a).not.toBe(b);
      expect(unseen.has(a % meanings) && unseen.has(b % meanings)).toBe(true);
      const topic = things(world).groupOf[a] === things(world).groupOf[b];
      expect(grades[i]).toBeCloseTo(similarity(said[a], said[b], topic), 12);
    }
    const between = (low: number, high: number) =>
      Array.from(grades).filter((grade) => grade >= low && grade < high).length / count;
    for (const low of [0, 0.25, 0.5, 0.75]) expect(between(low, low + 0.25)).toBeGreaterThan(0.08);
    expect(between(1, 2)).toBeCloseTo(0.25, 2);
  });

  onBackends(['cpu', 'wasm'], () => {
    const batchRows = async (of: World, tick: number, size: number, seeds = SEEDS) => {
      const [rows] = await read(() => [...of.batch(contextOf(of, seeds, tick, 0), size).rows]);
      return [...rows];
    };

    it('shows two wordings of a seen meaning, none twice in a batch; a batch begins as a larger one does', async () => {
      const size = 128;
      for (let tick = 0; tick < 4; tick++) {
        const rows = await batchRows(world, tick, size);
        const larger = await batchRows(world, tick, 2 * size);
        for (const r of [0, 1]) {
          const [a, b] = [0, 1].map((view) => rows.slice((2 * r + view) * size, (2 * r + view + 1) * size));
          expect(larger.slice(4 * r * size, (4 * r + 1) * size)).toEqual(a);
          expect(larger.slice((4 * r + 2) * size, (4 * r + 3) * size)).toEqual(b);
          expect(a.every((row, i) => row !== b[i] && row % meanings === b[i] % meanings)).toBe(true);
          expect(a.some((row) => unseen.has(row % meanings))).toBe(false);
          expect(new Set(a.map((row) => row % meanings)).size).toBe(size);
        }
        // Alone, the second seed draws what it draws in a population.
        expect(await batchRows(world, tick, size, [SEEDS[1]])).toEqual(rows.slice(2 * size));
      }
    });

    it('shows the texts of those rows, with other blanks in both views and at every tick', async () => {
      const {length} = world.towers[0].input as {length: number};
      const table = rowsIn(world, 'world/texts');
      const views = (strength: number, tick: number) =>
        read(() => {
          const {inputs, rows} = world.batch(contextOf(world, SEEDS, tick, strength), 64);
          return [inputs[0], rows[0]];
        });
      const [plain, rows] = await views(0, 1);
      expect([...plain]).toEqual([...rows].flatMap((row) => table.slice(row * length, (row + 1) * length)));
      const [masked] = await views(0.3, 1);
      const lost = [...masked].map((token, i) =>
        token === plain[i] ? 0 : token === 0 && plain[i] > 0 ? 1 : Number.NaN,
      );
      const words = plain.filter((token) => token > 0).length;
      expect(Math.abs(lost.reduce((a, b) => a + b, 0) / words - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / words));
      expect([...(await views(0.3, 1))[0]]).toEqual([...masked]);
      const same = await worldOf({kind: 'sentences', positive: 'same'});
      const [twice] = await read(() => [same.batch(contextOf(same, [1], 0, 0.3), 64).inputs[0]]);
      expect([...twice.slice(0, twice.length / 2)]).not.toEqual([...twice.slice(twice.length / 2)]);
      const [both, shown] = await read(() => {
        const {inputs, rows: of} = same.batch(contextOf(same, [1], 0, 0), 64);
        return [inputs[0], of[0]];
      });
      expect([...both.slice(0, both.length / 2)]).toEqual([...both.slice(both.length / 2)]);
      expect([...shown.slice(0, 64)]).toEqual([...shown.slice(64)]);
    });

    it('evaluates on two wordings of every unseen meaning, the same at every tick', async () => {
      const at = (tick: number) =>
        read(() => {
          const {inputs, rows} = world.unseenViews(contextOf(world, SEEDS, tick, 0.4));
          return [inputs[0], rows[0]];
        });
      const [inputs, rows] = await at(1);
      expect([...inputs]).toEqual([...(await at(9))[0]]);
      const half = unseen.size;
      expect([...rows].slice(0, half)).toEqual([...unseen]);
      expect([...rows].slice(half).map((row) => row % meanings)).toEqual([...unseen]);
      const sets = world.unseenSets.map(({rows: slot}) => rowsIn(world, slot));
      expect(sets).toHaveLength(WORDINGS);
      for (const [w, set] of sets.entries()) expect(set).toEqual([...unseen].map((c) => w * meanings + c));
    });

    it('deletes words and moves the others together, the same places that blanks would take', async () => {
      const {length} = world.towers[0].input as {length: number};
      const deleting = await worldOf({kind: 'sentences', change: 'deletion'});
      const shown = (of: World, strength: number) =>
        read(() => [of.batch(contextOf(of, SEEDS, 1, strength), 64).inputs[0]]).then(([all]) =>
          Array.from({length: all.length / length}, (_, i) => [...all.slice(i * length, (i + 1) * length)]),
        );
      const [plain, blanked, deleted] = [await shown(world, 0), await shown(world, 0.5), await shown(deleting, 0.5)];
      expect(await shown(deleting, 0)).toEqual(plain);
      for (const [i, text] of plain.entries()) {
        const kept = text.filter((token, t) => token >= 0 && blanked[i][t] === token);
        const expected = kept.length > 0 ? kept : [text[0]];
        expect(deleted[i]).toEqual([...expected, ...new Array(length - expected.length).fill(-1)]);
      }
    });

    it.each([
      ['masks', maskWords, 'LabMaskWords'],
      ['deletes', deleteWords, 'LabDeleteWords'],
    ] as const)('%s by the composed form as by the fused one', async (_, change, name) => {
      const key = [
        [1, 2],
        [3, 4],
      ] as const;
      const given = () => ({
        table: tf.tensor2d(
          [
            [5, 3, -1],
            [1, 2, 4],
            [0, 7, 8],
          ],
          [3, 3],
          'int32',
        ),
        rows: tf.tensor2d([[0, 1, 2, 0, 1, 2, 2, 1]], [1, 8], 'int32'),
        keys: keysOf([key, key]),
        share: tf.tensor1d([0.5, 0.2]),
      });
      const run = () => {
        const {table, rows, keys, share} = given();
        return change(table, rows, keys, share);
      };
      const [fused] = await read(() => [run()]);
      const kernel = tf.getKernel(name, tf.getBackend())!;
      tf.unregisterKernel(name, tf.getBackend());
      try {
        const [composed] = await read(() => [run()]);
        expect([...composed]).toEqual([...fused]);
        if (change === maskWords) expect([...fused]).toContain(0);
        expect([...fused]).toContain(-1);
      } finally {
        tf.registerKernel(kernel);
      }
    });
  });
});
