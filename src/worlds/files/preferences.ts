/**
 * Preference pairs, row by row, in any of the forms in which they are published:
 *
 * - `chosen` and `rejected`, as texts, as dialogues "Human: ... Assistant: ..." or as lists of messages, with or without a
 *   `prompt`; with `score_chosen` and `score_rejected` equal scores are a tie
 * - `response_a`, `response_b` and `preference`, which is a, b or tie, or 0 or 1, with or without a `prompt`
 */
import type {OwnData} from '../../engine/own.ts';
import {auditOf} from './audit.ts';
import {parted, turnsOf, written} from './dialogues.ts';
import {counted, quoted, Refusal} from './rows.ts';
import {hasWords, wordsOf} from './words.ts';

type Entry = Readonly<Record<string, unknown>>;

/** Pairs of one prompt are kept together, so that there must be a few. */
export const FEWEST_PROMPTS = 5;

const FORMS = 'chosen and rejected, or response_a, response_b and preference';
const MARKS = ['chosen', 'rejected', 'response_a', 'response_b'];

/** Whether columns or keys with these names are those of preference pairs. */
export const arePreferences = (names: readonly string[]): boolean => names.some((name) => MARKS.includes(name));

/** What a preference is written as. */
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
}

/** Collects the pairs of a file. */
export class PreferenceRows {
  readonly #prompts: string[] = [];
  readonly #placeOf = new Map<string, number>();
  readonly #promptOf: number[] = [];
  readonly #first: string[] = [];
  readonly #second: string[] = [];
  readonly #labels: number[] = [];
  #scored = 0;

  /** What is wrong with a row, or undefined for one that is taken. */
  take(row: number, entry: Entry): string | undefined {
    const pair = pairOf(entry);
    if (typeof pair === 'string') return `Row ${row}${pair}.`;
    const {prompt, answers, label} = pair;
    this.#promptOf.push(this.#promptAt(prompt));
    this.#first.push(answers[0]);
    this.#second.push(answers[1]);
    this.#labels.push(label);
    if (given(entry.score_chosen)) this.#scored++;
    return undefined;
  }

  table(name: string): {data: OwnData; notes: string[]} {
    const rows = this.#labels.length;
    const prompts = this.#prompts.length;
    // A pair without a prompt is on its own.
    const alone = this.#promptOf.filter((prompt) => prompt < 0).length;
    if (rows > 0 && prompts + alone < FEWEST_PROMPTS) {
      throw new Refusal(
        `${name} has ${counted(prompts, 'prompt')}; the pairs of a prompt are learnt from or kept unseen together, so there must be at least ${FEWEST_PROMPTS}.`,
      );
    }
    const lengths = [this.#first, this.#second].map((texts) => Int32Array.from(texts, (text) => wordsOf(text).length));
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
      audit: auditOf(this.#labels, lengths[0], lengths[1]),
    };
    const ties = data.audit.ties;
    const notes = this.#scored > 0 && ties > 0 ? [`${counted(ties, 'pair')} with equal scores count as ties.`] : [];
    return {data, notes};
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
  const label = chosen ? labelOfScores(entry) : labelOf(entry.preference);
  if (typeof label === 'string') return label;
  const turns = keys.map((key) => turnsOf(entry[key]));
  const wrong = turns.findIndex((one) => typeof one === 'string');
  if (wrong >= 0) return `, ${keys[wrong]}: it ${turns[wrong]}`;
  const [a, b] = turns as Exclude<(typeof turns)[number], string>[];
  const before = given(entry.prompt) ? turnsOf(entry.prompt) : [];
  if (typeof before === 'string') return `, prompt: it ${before}`;
  const {prompt, answers} = parted(a, b);
  if (answers[0] === answers[1]) return ` has the same text twice: ${keys[0]} and ${keys[1]} must differ`;
  const blank = answers.findIndex((text) => !hasWords(text));
  if (blank >= 0) return ` has no words in ${keys[blank]}`;
  // Dialogues bring the prompt along, often together with a column that repeats its last turn.
  return {prompt: prompt || written(before), answers, label};
}

function labelOf(preference: unknown): number | string {
  const label = LABELS.get(String(preference).trim().toLowerCase());
  if (label !== undefined) return label;
  return ` has the preference ${quoted(String(preference))}; it must be a or 0 for response_a, b or 1 for response_b, or tie`;
}

/** 1, or 1/2 where both have the same score. */
function labelOfScores({score_chosen, score_rejected}: Entry): number | string {
  if (!given(score_chosen) || !given(score_rejected)) return 1;
  const [better, worse] = [Number(score_chosen), Number(score_rejected)];
  if (!Number.isFinite(better) || !Number.isFinite(worse)) {
    const [key, value] = Number.isFinite(better) ? ['score_rejected', score_rejected] : ['score_chosen', score_chosen];
    return ` has the ${key} ${quoted(String(value))}; it must be a number`;
  }
  if (better < worse)
    return ` has a score_chosen of ${better} below its score_rejected of ${worse}; the chosen answer must have the higher score`;
  return better === worse ? 0.5 : 1;
}
