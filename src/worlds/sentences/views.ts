/** The sentences world: meanings of a small language, each in several wordings. */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, randomWords} from '../../engine/keys.ts';
import type {Keys, Slots} from '../../engine/program.ts';
import {deleteWords} from '../../kernels/deleteWords.ts';
import {maskWords} from '../../kernels/maskWords.ts';
import {pairRows} from '../../kernels/pairRows.ts';
import type {PartValue} from '../../spec/index.ts';
import {
  dataSlot,
  type Graded,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  paddedRows,
  type RowsOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import type {sentences} from './index.spec.ts';
import {TOPICS, VOCABULARY} from './lexicon.ts';
import {drawFamilies, type Meaning, similarityOf, VARIANTS} from './meaning.ts';
import {sentenceOf, WORDINGS, wordingOf} from './wording.ts';

export type SentencesSpec = PartValue<typeof sentences>;

/** Words of the longest sentence. */
const LENGTH = 14;
/** The families of every fifth round through all topics are kept unseen. */
const UNSEEN_EVERY = 5;
/** Pairs whose similarity is known, for comparison. */
const GRADED = 800;

export const openSentences = (spec: SentencesSpec): World => new SentencesWorld(spec);

/** Row w C + c is meaning c in its wording w. */
class SentencesWorld implements World {
  readonly towers: readonly [Tower];
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets: readonly RowsOf[];
  readonly unseenGroups = 'world/unseenTopics';
  readonly labelled: Labelled;
  readonly graded: Graded;
  readonly #meanings: number;
  readonly #train: Int32Array;
  readonly #across: boolean;
  readonly #leaveOut: typeof maskWords;

  constructor(spec: SentencesSpec) {
    const uniform = stream(spec.drawing, 'world/sentences');
    const families = drawFamilies(spec.sentences / (WORDINGS * VARIANTS.length), spec, uniform);
    const meanings = families.flat();
    const count = meanings.length;
    const wordings = Array.from({length: WORDINGS}, (_, w) => w);
    const texts = wordings.flatMap((w) =>
      meanings.map((meaning) => wordingOf(meaning, w, spec.frequencySkew, uniform)),
    );

    const isUnseen = (c: number) => Math.floor(familyOf(c) / TOPICS.length) % UNSEEN_EVERY === 0;
    const all = meanings.map((_, c) => c);
    const unseen = all.filter(isUnseen);
    this.#train = Int32Array.from(all.filter((c) => !isUnseen(c)));
    this.#meanings = count;
    this.#across = spec.positive === 'paraphrase';
    this.#leaveOut = spec.change === 'deletion' ? deleteWords : maskWords;
    this.items = this.#train.length;
    this.towers = [
      {
        input: {kind: 'tokens', vocabulary: VOCABULARY.length, length: LENGTH},
        table: 'world/texts',
        classes: 'world/topics',
      },
    ];
    const everyWording = (of: ArrayLike<number>) => wordings.flatMap((w) => Array.from(of, (c) => w * count + c));
    const topicOf = (row: number) => meanings[row % count].topic;
    this.points = {
      kind: 'things',
      groups: TOPICS.map(({name}) => name),
      groupOf: texts.map((_, row) => topicOf(row)),
      names: texts.map(sentenceOf),
      details: texts.map((_, row) => detailOf(row % count, isUnseen(row % count))),
      things: texts.map((_, row) => row % count),
    };
    this.unseenSets = wordings.map((w) => ({tower: 0, rows: `world/unseen/${w}`}));
    const {slot, labelled} = labelledThings(0, everyWording(this.#train), everyWording(unseen), topicOf, TOPICS.length);
    this.labelled = labelled;
    const pairs = gradedPairs(meanings, unseen, stream(spec.drawing, 'world/sentences/graded'));
    this.graded = {tower: 0, rows: 'world/graded', similarity: pairs.similarity};
    this.slots = {
      'world/texts': dataSlot([texts.length, LENGTH], paddedRows(texts.map(tokensOf), LENGTH)),
      'world/train': dataSlot([this.#train.length], this.#train),
      'world/topics': dataSlot(
        [texts.length],
        Int32Array.from(texts, (_, row) => topicOf(row)),
      ),
      ...Object.fromEntries(
        wordings.map((w) => [
          `world/unseen/${w}`,
          dataSlot(
            [unseen.length],
            Int32Array.from(unseen, (c) => w * count + c),
          ),
        ]),
      ),
      'world/unseenTopics': membershipSlot(everyWording(unseen).map(topicOf), TOPICS.length),
      // The first wording of each meaning, and the last: other verbs in another voice.
      'world/unseenPairs': dataSlot(
        [2 * unseen.length],
        Int32Array.from([0, this.#across ? WORDINGS - 1 : 0].flatMap((w) => unseen.map((c) => w * count + c))),
      ),
      'world/graded': dataSlot([pairs.rows.length], pairs.rows),
      ...slot,
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    const rows = pairRows(table, context.key('batch/meanings'), context.key('batch/wordings'), {
      count: size,
      styles: WORDINGS,
      things: this.#meanings,
      across: this.#across,
    });
    return this.#views(context, rows, context.key(['batch/blanks/a', 'batch/blanks/b']));
  }

  unseenViews(context: WorldContext): InputViews {
    const rows = tf.expandDims(context.get('world/unseenPairs'), 0);
    return this.#views(context, rows, context.key(['unseen/blanks/a', 'unseen/blanks/b'], 'always'));
  }

  #views(context: WorldContext, rows: tf.Tensor, keys: Keys): InputViews {
    const inputs = [this.#leaveOut(context.get('world/texts'), rows, keys, context.hot('world.strength'))];
    return {inputs, rows: [rows]};
  }
}

const tokenOf = new Map(VOCABULARY.map((word, token) => [word, token]));
const tokensOf = (words: readonly string[]) => words.map((word) => tokenOf.get(word)!);

const familyOf = (meaning: number) => Math.floor(meaning / VARIANTS.length);

const detailOf = (meaning: number, unseen: boolean) =>
  `${VARIANTS[meaning % VARIANTS.length]}, ${unseen ? 'never trained on' : 'trained on'}`;

/** Uniform numbers in [0, 1), as many as are wanted. */
function stream(seed: number, use: string): () => number {
  const key = deriveKey(seed, use);
  const block = 1024;
  let words = randomWords(key, block);
  let at = 0;
  return () => {
    if (at > 0 && at % block === 0) words = randomWords(key, block, at);
    return words[at++ % block] / 2 ** 32;
  };
}

/**
 * Rows of unseen sentences in pairs, the firsts before the seconds, and how alike they mean: a quarter of the pairs are two
 * wordings of one meaning, a quarter of one family, a quarter of one topic, a quarter any two.
 */
function gradedPairs(meanings: readonly Meaning[], unseen: readonly number[], uniform: () => number) {
  const pick = (from: readonly number[]) => from[Math.floor(uniform() * from.length)];
  const others: ((c: number) => number[])[] = [
    (c) => [c],
    (c) => unseen.filter((d) => familyOf(d) === familyOf(c) && d !== c),
    (c) => unseen.filter((d) => meanings[d].topic === meanings[c].topic && d !== c),
    (c) => unseen.filter((d) => d !== c),
  ];
  const [first, second, similarity] = [[] as number[], [] as number[], [] as number[]];
  for (let i = 0; i < GRADED; i++) {
    const c = pick(unseen);
    const d = pick(others[i % others.length](c));
    const w = Math.floor(uniform() * WORDINGS);
    const further = 1 + Math.floor(uniform() * (WORDINGS - 1));
    first.push(w * meanings.length + c);
    second.push(((w + further) % WORDINGS) * meanings.length + d);
    similarity.push(similarityOf(meanings[c], meanings[d]));
  }
  return {rows: Int32Array.from([...first, ...second]), similarity};
}
