/** The answers of the responses world, given move by move. */
import type * as tf from '@tensorflow/tfjs-core';
import {deriveKey, normals} from '../../engine/keys.ts';
import type {Slots} from '../../engine/program.ts';
import type {PartValue} from '../../spec/index.ts';
import {ATTRIBUTES, type AttributeName} from '../responses/attributes.ts';
import {answer, habitsOf, TEXT} from '../responses/draw.ts';
import {PROMPTS, readable, VOCABULARY} from '../responses/language.ts';
import {TOPICS} from '../responses/topics.ts';
import {dataSlot, paddedRows} from '../world.ts';
import type {answers} from './index.spec.ts';
import {answerLattice, SEEN, seenStates} from './lattice.ts';
import {MOST_MOVES} from './moves.ts';
import {featuresOf, movesIn, tokensOf} from './says.ts';
import {moveRows, placeSlots} from './tables.ts';
import {type AnswerContext, type AnswerWorld, DEMONSTRATIONS, FEATURES, type Question, TEXTS} from './world.ts';

export type AnswersSpec = PartValue<typeof answers>;

/** Demonstrations are drawn from responses numbered from here on, which no pair of the reward lab has. */
const WRITTEN_FROM = 1 << 22;

export const questionsOf = ({questions}: Pick<AnswersSpec, 'questions'>): Question[] =>
  Array.from({length: questions}, (_, topic) => ({
    name: TOPICS[topic].name,
    asks: readable(PROMPTS[topic][0]),
    topic,
  }));

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
  const written = demonstrationsOf(spec, questions);
  const slots: Slots = {
    ...placeSlots(lattice, seenStates(lattice), questions.length),
    [DEMONSTRATIONS]: dataSlot([written.length, longest], moveRows(written, longest, end)),
    [FEATURES]: dataSlot([questions.length * lattice.states, ATTRIBUTES.length], featureTable),
  };
  return {
    lattice,
    longest,
    questions,
    seen: SEEN + (questions.length > 1 ? questions.length : 0),
    demonstrations: written.length,
    slots,
    features: ATTRIBUTES.map((attribute) => ({...attribute, sign: Math.sign(attribute.weight)})),
    featureTable,
    texts: {
      vocabulary: VOCABULARY.length,
      length: TEXT,
      slots: () => ({
        [TEXTS]: dataSlot(
          [questions.length * lattice.states, TEXT],
          paddedRows(
            questions.flatMap(({topic}) =>
              lattice.counts.map((counts) => [...PROMPTS[topic][0], ...tokensOf(counts, topic)]),
            ),
            TEXT,
          ),
        ),
      }),
    },
    gold: (context) => weights(context, GOLD_PATHS, goldWeights),
    taste: (context) => weights(context, [...GOLD_PATHS, ...BIAS_PATHS], tasteWeights),
    goldOf: (settings) => goldWeights(...valuesOf(settings as AnswersSpec)),
    tasteOf: (settings) => tasteWeights(...valuesOf(settings as AnswersSpec)),
  };
}

const NAMES = ATTRIBUTES.map(({name}) => name);
const BIASES = ['lengthBias', 'styleBias'] as const;
const GOLD_PATHS = NAMES.map((name) => `world.${name}`);
const BIAS_PATHS = BIASES.map((name) => `world.${name}`);

const valuesOf = (settings: AnswersSpec): number[] => [...NAMES, ...BIASES].map((name) => settings[name]);

const goldWeights = (...values: number[]): number[] => values.slice(0, NAMES.length);

/** What annotators like: the gold reward, and what length and style are worth to them besides. */
function tasteWeights(...values: number[]): number[] {
  const [lengthBias, styleBias] = values.slice(NAMES.length);
  const biases: Partial<Record<AttributeName, number>> = {length: lengthBias, style: styleBias};
  return NAMES.map((name, i) => values[i] + (biases[name] ?? 0));
}

const weights = (
  context: AnswerContext,
  paths: readonly string[],
  compute: (...values: number[]) => number[],
): tf.Tensor => context.fromHot(paths, NAMES.length, compute);

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
