/** The answers of the responses world, given move by move. */
import {deriveKey, normals} from '../../engine/keys.ts';
import type {Slots} from '../../engine/program.ts';
import type {PartValue} from '../../spec/index.ts';
import {ATTRIBUTES, type AttributeName} from '../responses/attributes.ts';
import {answer, habitsOf, TEXT} from '../responses/draw.ts';
import {PROMPTS, readable, VOCABULARY} from '../responses/language.ts';
import {TOPICS} from '../responses/topics.ts';
import {grantedBy, LONGEST_WISH, WISHES} from '../responses/wishes.ts';
import {dataSlot, lateSlot, paddedRows} from '../world.ts';
import type {answers} from './index.spec.ts';
import {answerLattice, SEEN, seenStates} from './lattice.ts';
import {after, type Counts, KINDS, MOST_MOVES, NOTHING} from './moves.ts';
import {overlaps} from './overlap.ts';
import {revisionRows} from './revisions.ts';
import {featuresOf, movesIn, tokensOf} from './says.ts';
import {moveRows, placeSlots} from './tables.ts';
import {type AnswerWorld, DEMONSTRATIONS, FEATURES, type Question, REVISIONS, TEXTS, WEIGHED} from './world.ts';

export type AnswersSpec = PartValue<typeof answers>;

/** Demonstrations are drawn from responses numbered from here on, which no pair of the reward lab has. */
const WRITTEN_FROM = 1 << 22;

/** Where questions have wishes, the same topic is asked about with one wish after another. */
export const questionsOf = ({questions, wishes}: Pick<AnswersSpec, 'questions' | 'wishes'>): Question[] =>
  Array.from({length: questions}, (_, question) => {
    if (wishes === 'none') return about(question);
    const wish = question % WISHES.length;
    return about(Math.floor(question / WISHES.length), wish);
  });

function about(topic: number, wish?: number): Question {
  const {name} = TOPICS[topic];
  const wished = wish === undefined ? '' : WISHES[wish].name;
  return {
    name: wished ? `${name}, ${wished}` : name,
    asks: readable(promptOf({topic, wish})),
    topic,
    ...(wish !== undefined && {wish}),
  };
}

/** Wish and question, as tokens. */
const promptOf = ({topic, wish = 0}: Pick<Question, 'topic' | 'wish'>): number[] => [
  ...WISHES[wish].tokens,
  ...PROMPTS[topic][0],
];

/** What the policy sees of each question: which it is, where there are several; or its topic, and its wish. */
function askedOf(questions: readonly Question[]): number[][] {
  const topics = new Set(questions.map(({topic}) => topic)).size;
  const hasWishes = questions[0].wish !== undefined;
  return questions.map(({topic, wish}) => [
    ...(topics > 1 ? oneOf(topics, topic) : []),
    ...(hasWishes ? oneOf(WISHES.length, wish!) : []),
  ]);
}

const oneOf = (count: number, which: number): number[] => Array.from({length: count}, (_, i) => Number(i === which));

export function openEveryday(spec: AnswersSpec): AnswerWorld {
  const lattice = answerLattice();
  const questions = questionsOf(spec);
  const longest = MOST_MOVES + 1;
  const end = lattice.moves - 1;
  const featureTable = new Float32Array(questions.length * lattice.states * ATTRIBUTES.length);
  for (const [question, {topic}] of questions.entries()) {
    for (const [state, counts] of lattice.counts.entries()) {
      featureTable.set(featuresOf(counts, topic), (question * lattice.states + state) * ATTRIBUTES.length);
    }
  }
  const hasWishes = spec.wishes !== 'none';
  const weighed = hasWishes
    ? {slot: WEIGHED, table: withWishes(featureTable, questions)}
    : {slot: FEATURES, table: featureTable};
  const asked = askedOf(questions);
  const width = ATTRIBUTES.length + Number(hasWishes);
  const length = TEXT + (hasWishes ? LONGEST_WISH : 0);
  const written = demonstrationsOf(spec, questions);
  const slots: Slots = {
    ...placeSlots(lattice, seenStates(lattice), asked),
    [DEMONSTRATIONS]: dataSlot([written.length, longest], moveRows(written, longest, end)),
    [FEATURES]: dataSlot([questions.length * lattice.states, ATTRIBUTES.length], featureTable),
    ...(hasWishes && {[WEIGHED]: dataSlot([questions.length * lattice.states, ATTRIBUTES.length + 1], weighed.table)}),
  };
  return {
    lattice,
    longest,
    questions,
    seen: SEEN + asked[0].length,
    demonstrations: written.length,
    slots,
    features: ATTRIBUTES.map((attribute) => ({...attribute, sign: Math.sign(attribute.weight)})),
    featureTable,
    weighed,
    texts: {
      vocabulary: VOCABULARY.length,
      length,
      slots: () => ({
        [TEXTS]: lateSlot([questions.length * lattice.states, length], 'int32', () =>
          paddedRows(
            questions.flatMap((question) =>
              lattice.counts.map((counts) => [...promptOf(question), ...tokensOf(counts, question.topic)]),
            ),
            length,
          ),
        ),
      }),
    },
    revisions: () => ({
      [REVISIONS]: dataSlot([questions.length * lattice.states, 2], revisionRows(lattice.counts, questions.length)),
    }),
    overlap: (references) =>
      overlaps(
        lattice.counts,
        questions.map((_, question) =>
          written
            .filter((_, d) => d % questions.length === question)
            .slice(0, references)
            .map(countsOf),
        ),
      ),
    gold: (context) => context.fromHot(pathsOf(GOLD, hasWishes), width, goldWeights),
    taste: (context) => context.fromHot(pathsOf(TASTE, hasWishes), width, tasteWeights),
    goldOf: (settings) => goldWeights(...valuesOf(GOLD, settings as AnswersSpec, hasWishes)),
    tasteOf: (settings) => tasteWeights(...valuesOf(TASTE, settings as AnswersSpec, hasWishes)),
  };
}

const NAMES = ATTRIBUTES.map(({name}) => name);
const BIASES = ['lengthBias', 'styleBias'] as const;
/** Settings that make the weights, but for what wishes are worth, which comes behind them. */
const GOLD = NAMES;
const TASTE = [...NAMES, ...BIASES];

const named = <N extends string>(names: readonly N[], hasWishes: boolean) =>
  hasWishes ? [...names, 'wishWorth' as const] : names;

const pathsOf = (names: readonly string[], hasWishes: boolean): string[] =>
  named(names, hasWishes).map((name) => `world.${name}`);

const valuesOf = (names: readonly (typeof TASTE)[number][], settings: AnswersSpec, hasWishes: boolean): number[] =>
  named(names, hasWishes).map((name) => settings[name]);

const goldWeights = (...values: number[]): number[] => values;

/** What annotators like: the gold reward, and what length and style are worth to them besides. */
function tasteWeights(...values: number[]): number[] {
  const [lengthBias, styleBias, ...wishWorth] = values.slice(NAMES.length);
  const biases: Partial<Record<AttributeName, number>> = {length: lengthBias, style: styleBias};
  return [...NAMES.map((name, i) => values[i] + (biases[name] ?? 0)), ...wishWorth];
}

/** Features and, behind them, how far each answer is as its question wishes, [Q M, features + 1]. */
function withWishes(features: Float32Array, questions: readonly Question[]): Float32Array {
  const width = ATTRIBUTES.length;
  const answers = features.length / width;
  const table = new Float32Array(answers * (width + 1));
  for (let i = 0; i < answers; i++) {
    const own = features.subarray(i * width, (i + 1) * width);
    table.set(own, i * (width + 1));
    const {wish = 0} = questions[Math.floor((i * questions.length) / answers)];
    table[i * (width + 1) + width] = grantedBy(wish, Array.from(own));
  }
  return table;
}

/** Answers of the writers as moves; answer d is one to question d mod Q. */
function demonstrationsOf(spec: AnswersSpec, questions: readonly Question[]): number[][] {
  const habits = habitsOf(spec);
  const known = questions.map(({topic}) => {
    const [differs] = normals(deriveKey(spec.drawing, 'world/knowledge', topic), 1);
    return Math.min(1, Math.max(0, habits.quality + 0.5 * spec.unevenKnowledge * differs));
  });
  return Array.from({length: spec.demonstrations}, (_, d) => {
    const question = d % questions.length;
    const {topic} = questions[question];
    const tokens = answer({...habits, quality: known[question]}, spec.drawing, WRITTEN_FROM + d, topic);
    return movesIn(tokens, topic);
  });
}

const countsOf = (moves: readonly number[]): Counts =>
  moves.reduce((counts: Counts, move) => after(counts, KINDS[move]), NOTHING);
