/**
 * Preference pairs, row by row, in any of the forms in which they are published:
 *
 * - `chosen` and `rejected`, as texts, as dialogues "Human: ... Assistant: ..." or as lists of messages, with or without a
 *   `prompt`; with `score_chosen` and `score_rejected` equal scores are a tie
 * - `response_a`, `response_b` and `preference`, which is a, b or tie, or 0 or 1, with or without a `prompt`, and with or
 *   without `score_a` and `score_b`
 *
 * A prompt may also be called question, instruction or conversations.
 */
import type {OwnData} from '../../../engine/own.ts';
import {hasWords, wordsOf} from '../../shared/rawWords.ts';
import {auditOf} from './audit.ts';
import {parted, type Turn, turnsOf, written} from './dialogues.ts';
import {counted, limitTexts, Numbers, quoted, Refusal} from './rows.ts';

const PROMPTS = ['prompt', 'question', 'instruction', 'conversations', 'conversation'];

/** All columns or keys that are read. */
export const COLUMNS: readonly string[] = [
  ...PROMPTS,
  'chosen',
  'rejected',
  'score_chosen',
  'score_rejected',
  'response_a',
  'response_b',
  'preference',
  'score_a',
  'score_b',
];

type Entry = Readonly<Record<string, unknown>>;

/** Pairs of one prompt are kept on one side, so that a file needs several prompts. */
export const FEWEST_PROMPTS = 5;

const FORMS = 'chosen and rejected, or response_a, response_b and preference';
const MARKS = ['chosen', 'rejected', 'response_a', 'response_b'];

/** Whether columns or keys with these names are those of preference pairs. */
export const arePreferences = (names: readonly string[]): boolean => names.some((name) => MARKS.includes(name));

/** How preferences are written. */
const LABELS = new Map([
  ['a', 1],
  ['response_a', 1],
  ['0', 1],
  ['b', 0],
  ['response_b', 0],
  ['1', 0],
  ['tie', 0.5],
]);

interface Pair {
  prompt: string;
  answers: [string, string];
  label: number;
  scores?: readonly [number, number];
}

/** Collects the pairs of a file. */
export class PreferenceRows {
  readonly #prompts: string[] = [];
  readonly #placeOf = new Map<string, number>();
  readonly #promptOf: number[] = [];
  readonly #first: string[] = [];
  readonly #second: string[] = [];
  readonly #labels: number[] = [];
  /** Words of the first and of the second answers. */
  readonly #lengths: [number[], number[]] = [[], []];
  readonly #scores = new Numbers();
  #scored = 0;
  #tiedByScores = 0;

  readonly #name: string;
  /** Characters of all texts. */
  #characters = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Takes a row; returns what is wrong with it, or undefined where nothing is. */
  take(row: number, entry: Entry): string | undefined {
    const pair = pairOf(entry);
    if (typeof pair === 'string') return `Row ${row}${pair}.`;
    const {prompt, answers, label, scores} = pair;
    this.#characters += prompt.length + answers[0].length + answers[1].length;
    limitTexts(this.#name, this.#characters);
    this.#promptOf.push(this.#promptAt(prompt));
    this.#first.push(answers[0]);
    this.#second.push(answers[1]);
    this.#labels.push(label);
    for (const k of [0, 1]) {
      this.#lengths[k].push(wordsOf(answers[k]).length);
      this.#scores.push(scores?.[k] ?? Number.NaN);
    }
    if (scores) this.#scored++;
    if (scores && label === 0.5 && 'chosen' in entry) this.#tiedByScores++;
    return undefined;
  }

  table(): {data: OwnData; notes: string[]} {
    const name = this.#name;
    const rows = this.#labels.length;
    const prompts = this.#prompts.length;
    // A pair without a prompt counts as a prompt of its own.
    const alone = this.#promptOf.filter((prompt) => prompt < 0).length;
    if (rows > 0 && prompts + alone < FEWEST_PROMPTS) {
      throw new Refusal(
        `${name} has ${counted(prompts, 'prompt')}; the pairs of a prompt are learnt from or kept unseen together, so there must be at least ${FEWEST_PROMPTS}.`,
      );
    }
    const data: OwnData = {
      holds: 'preferences',
      rows,
      classes: [],
      classOf: new Int32Array(),
      prompts: this.#prompts,
      promptOf: Int32Array.from(this.#promptOf),
      first: this.#first,
      second: this.#second,
      labels: Float32Array.from(this.#labels),
      ...(this.#scored > 0 && {scores: this.#scores.all()}),
      audit: auditOf(this.#labels, ...this.#lengths),
    };
    return {data, notes: this.#notes(rows)};
  }

  #notes(rows: number): string[] {
    const tied = this.#tiedByScores;
    const scored = `${this.#scored.toLocaleString('en-GB')} of ${counted(rows, 'pair')}`;
    return [
      ...(tied > 0 ? [`${counted(tied, 'pair')} with equal scores count as ties.`] : []),
      ...(this.#scored > 0 && this.#scored < rows
        ? [`Only ${scored} have scores; Regression can learn where all have.`]
        : []),
    ];
  }

  #promptAt(prompt: string): number {
    if (prompt === '') return -1;
    const known = this.#placeOf.get(prompt);
    if (known !== undefined) return known;
    this.#placeOf.set(prompt, this.#prompts.length);
    return this.#prompts.push(prompt) - 1;
  }
}

const given = (value: unknown) => value !== undefined && value !== null && value !== '';

/** The pair of a row, or what is wrong with it as words that follow "Row 5". */
function pairOf(entry: Entry): Pair | string {
  const chosen = 'chosen' in entry || 'rejected' in entry;
  const keys = chosen ? (['chosen', 'rejected'] as const) : (['response_a', 'response_b'] as const);
  const missing = [...keys, ...(chosen ? [] : ['preference'])].find((key) => !given(entry[key]));
  if (missing !== undefined) {
    const empty = missing in entry;
    return empty ? ` has nothing in ${missing}; it must have ${FORMS}` : ` has no ${missing}; it must have ${FORMS}`;
  }
  const scores = scoresOf(entry, chosen ? ['score_chosen', 'score_rejected'] : ['score_a', 'score_b']);
  if (typeof scores === 'string') return scores;
  const label = chosen ? labelOfScores(scores) : labelOf(entry.preference);
  if (typeof label === 'string') return label;
  const turns = keys.map((key) => turnsOf(entry[key]));
  const wrong = turns.findIndex((one) => typeof one === 'string');
  if (wrong >= 0) return `, ${keys[wrong]}: it ${turns[wrong]}`;
  const asked = PROMPTS.find((key) => given(entry[key]));
  const before = asked ? turnsOf(entry[asked]) : [];
  if (typeof before === 'string') return `, ${asked}: it ${before}`;
  const told = answersOf(keys, turns as [Turn[], Turn[]]);
  if (typeof told === 'string') return told;
  // Dialogues bring the prompt along, often together with a column that repeats its last turn.
  return {prompt: told.prompt || written(before), answers: told.answers, label, scores};
}

/** The prompt that two dialogues share, and their answers. */
function answersOf(keys: readonly [string, string], turns: readonly [Turn[], Turn[]]): Told | string {
  const unanswered = turns.findIndex((one) => one.at(-1)?.role !== 'Assistant');
  if (unanswered >= 0) return `, ${keys[unanswered]}: it must end with what the assistant says`;
  const {prompt, answers, parting} = parted(...turns);
  if (answers[0] === answers[1]) return ` has the same text twice: ${keys[0]} and ${keys[1]} must differ`;
  const blank = answers.findIndex((text) => !hasWords(text));
  if (blank >= 0) return ` has no words in ${keys[blank]}`;
  if (parting.some((turn) => turn && turn.role !== 'Assistant'))
    return ` has a ${keys[0]} and a ${keys[1]} that answer different prompts; both must be alike up to what the assistant says`;
  return {prompt, answers};
}

type Told = Pick<Pair, 'prompt' | 'answers'>;

function labelOf(preference: unknown): number | string {
  const written = wordOf(preference);
  const label = LABELS.get(written.trim().toLowerCase());
  if (label !== undefined) return label;
  return ` has the preference ${quoted(written)}; it must be a or 0 for response_a, b or 1 for response_b, or tie`;
}

/** Undefined where a score is missing. */
function scoresOf(entry: Entry, keys: readonly [string, string]): readonly [number, number] | undefined | string {
  if (!keys.every((key) => given(entry[key]))) return undefined;
  const wrong = keys.find((key) => !Number.isFinite(Number(wordOf(entry[key]))));
  if (wrong) return ` has the ${wrong} ${quoted(wordOf(entry[wrong]))}; it must be a number`;
  return [Number(wordOf(entry[keys[0]])), Number(wordOf(entry[keys[1]]))];
}

/** A single value as it is written. Lists and objects are only named: they may be nested as deep as one likes. */
const wordOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : String(value);

/** The label of a pair of chosen and rejected: 1, or 1/2 where the scores are equal. */
function labelOfScores(scores: readonly [number, number] | undefined): number | string {
  if (!scores) return 1;
  const [better, worse] = scores;
  if (better < worse)
    return ` has a score_chosen of ${better} below its score_rejected of ${worse}; the chosen answer must have the higher score`;
  return better === worse ? 0.5 : 1;
}
