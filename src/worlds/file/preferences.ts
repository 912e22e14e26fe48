/** The world of the reader's own preference pairs. */
import * as tf from '@tensorflow/tfjs-core';
import type {OwnPreferences} from '../../engine/own.ts';
import type {Slots} from '../../engine/program.ts';
import {LabError, type Resources} from '../../engine/resources.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import type {PartValue} from '../../spec/index.ts';
import type {Points} from '../points.ts';
import type {Feature, PreferenceContext, PreferenceWorld, Reasons, Seen, Wording} from '../preferenceWorld.ts';
import {tokensIn, vocabularyOf, wordsOf} from '../shared/rawWords.ts';
import {spaced, apart as takenApart} from '../shared/takeApart.ts';
import {dataSlot, evenly, paddedRows} from '../world.ts';
import {loadOwnFile} from './load.ts';
import type {filePreferences} from './preferences.spec.ts';

export type PreferenceFileSpec = PartValue<typeof filePreferences>;

/** Size of the vocabulary, the blank included. */
const VOCABULARY = 4000;
/** The last PROMPT words of a prompt are read, and TEXT words of prompt and answer together. */
const PROMPT = 32;
const TEXT = 128;
/** Only so many characters of a text are shown. */
const SHOWN = 160;
/** The pairs of one of so many prompts are kept unseen. */
const UNSEEN_EVERY = 5;

/** Stands for a missing score. */
const NONE = Number.NaN;

/** Features of each answer: counts, in units that make most of them about 1. */
const FEATURES = [
  {name: 'length', label: 'Length', unit: 50, count: (text: string) => wordsOf(text).length},
  {name: 'style', label: 'Style marks', unit: 5, count: (text: string) => text.match(STYLE)?.length ?? 0},
  {name: 'questions', label: 'Question marks', unit: 1, count: (text: string) => text.match(/\?/g)?.length ?? 0},
];
/** Bullets, numbers and headings at the beginning of a line, bold type, and code. */
const STYLE = /^[ \t]*(?:[-*•]|\d+[.)]|#{1,6})[ \t]|\*\*[^*\n]+\*\*|`[^`\n]+`/gm;

export async function openFilePreferences(
  {file, most}: PreferenceFileSpec,
  resources: Resources,
): Promise<PreferenceWorld> {
  const data = await loadOwnFile(
    file,
    resources,
    'Choose a file of preference pairs under World; it stays on this machine.',
  );
  if (data.holds !== 'preferences') {
    throw new LabError(
      `${file.name} holds no preference pairs; a reward model needs chosen and rejected, or response_a, response_b and preference.`,
    );
  }
  return new PreferenceFileWorld(file.name, data, most);
}

/** Items 2i and 2i + 1 are the answers of pair i; training pairs come first. */
class PreferenceFileWorld implements PreferenceWorld {
  readonly texts: NonNullable<PreferenceWorld['texts']>;
  readonly features: readonly Feature[] = FEATURES.map(({name, label}) => ({name, label}));
  readonly featureTable = 'world/features';
  readonly length = {feature: 0, unit: FEATURES[0].unit, counted: 'words'} as const;
  readonly style = {feature: 1};
  readonly pairs = 'world/pairs';
  readonly train: number;
  readonly unseen: number;
  readonly slots: Slots;
  readonly points: Points;
  readonly wording: Wording;
  readonly #labels: readonly number[];
  readonly scores: PreferenceWorld['scores'];
  readonly unscored: string | undefined;

  constructor(name: string, data: OwnPreferences, most: number) {
    const rows = evenly(
      Array.from({length: data.rows}, (_, row) => row),
      most,
    );
    const {seen, unseen} = apart(rows, data.promptOf);
    this.train = seen.length;
    this.unseen = unseen.length;
    const order = [...seen, ...unseen];
    const promptOf = (row: number) => (data.promptOf[row] < 0 ? '' : data.prompts[data.promptOf[row]]);
    const answers = order.flatMap((row) => [data.first[row], data.second[row]]);
    const prompts = order.flatMap((row) => [promptOf(row), promptOf(row)]);

    const askedOf = (item: number) => wordsOf(prompts[item]).slice(-PROMPT);
    const words = answers.map((answer, i) => [...askedOf(i), ...wordsOf(answer)].slice(0, TEXT));
    const vocabulary = vocabularyOf(words.slice(0, 2 * seen.length), VOCABULARY);
    const length = words.reduce((longest, text) => Math.max(longest, text.length), 1);
    this.texts = {input: {kind: 'tokens', vocabulary: vocabulary.length, length}, table: 'world/texts'};
    const tokensOf = tokensIn(vocabulary);
    const seenOf =
      (item: number) =>
      (answer: string): Seen => ({
        tokens: tokensOf([...askedOf(item), ...wordsOf(answer)].slice(0, length)),
        features: featuresOf(answer),
      });
    const text = (item: number, answer: string) => takenApart(answer, length - askedOf(item).length, seenOf(item));
    this.wording = {
      vocabulary,
      most: Math.min(length, TEXT - PROMPT),
      text: (item) => text(item, answers[item]),
      written: (item, tokens) => text(item, spaced(tokens.map((token) => vocabulary[token]))),
    };
    this.#labels = order.map((row) => data.labels[row]);
    this.points = {
      kind: 'things',
      groups: ['first', 'second'],
      groupOf: answers.map((_, i) => i % 2),
      names: answers.map(short),
      details: prompts.map(short),
    };
    this.slots = {
      'world/texts': dataSlot([answers.length, length], paddedRows(words.map(tokensOf), length)),
      'world/features': dataSlot([answers.length, FEATURES.length], Float32Array.from(answers.flatMap(featuresOf))),
      'world/pairs': dataSlot(
        [order.length, 2],
        Int32Array.from(answers, (_, i) => i),
      ),
      'world/choices': dataSlot([order.length, 1], Float32Array.from(this.#labels)),
    };
    const scores = order.flatMap((row) => [data.scores?.[2 * row] ?? NONE, data.scores?.[2 * row + 1] ?? NONE]);
    const without = order.filter((_, i) => Number.isNaN(scores[2 * i])).length;
    if (without > 0) {
      this.unscored = unscoredOf(name, order.length, without);
      return;
    }
    this.slots['world/scores'] = dataSlot([scores.length, 1], standardised(scores, 2 * seen.length));
    this.scores = ({get}, items) => tf.squeeze(gatherRows(get('world/scores'), items), [2]);
  }

  reasons(pair: number): Reasons {
    const label = this.#labels[pair];
    if (label === 0.5) return {towards: 'A', parts: [{label: 'the file says that they are equal', amount: 0}]};
    return {towards: label > 0.5 ? 'A' : 'B', parts: [{label: 'the file says so', amount: 1}]};
  }

  labels(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    return tf.squeeze(gatherRows(context.get('world/choices'), pairs), [2]);
  }
}

/** (score - mean) / deviation, both over the first `count` scores; a deviation of 0 counts as 1. */
function standardised(scores: readonly number[], count: number): Float32Array {
  const known = scores.slice(0, count);
  const middle = mean(known);
  const spread = Math.sqrt(mean(known.map((score) => (score - middle) ** 2))) || 1;
  return Float32Array.from(scores, (score) => (score - middle) / spread);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const unscoredOf = (name: string, pairs: number, without: number) =>
  `${name} has ${
    without === pairs ? 'no scores' : `no scores of ${without} of the ${pairs} pairs that are used`
  }; every pair needs score_chosen and score_rejected, or score_a and score_b.`;

const short = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);

const featuresOf = (answer: string): number[] => FEATURES.map(({count, unit}) => count(answer) / unit);

/** Splits rows by prompt, so that no prompt is both seen and unseen. A row without a prompt counts as a prompt of its own. */
function apart(rows: readonly number[], promptOf: Int32Array): {seen: number[]; unseen: number[]} {
  const places = new Map<number, number>();
  const keyOf = (row: number) => (promptOf[row] < 0 ? -1 - row : promptOf[row]);
  for (const row of rows) if (!places.has(keyOf(row))) places.set(keyOf(row), places.size);
  const isUnseen = (row: number) => places.get(keyOf(row))! % UNSEEN_EVERY === 2;
  const [seen, unseen] = [rows.filter((row) => !isUnseen(row)), rows.filter(isUnseen)];
  if (unseen.length === 0)
    throw new LabError('Too few prompts are used to keep one of them unseen; raise Pairs at most.');
  return {seen, unseen};
}
