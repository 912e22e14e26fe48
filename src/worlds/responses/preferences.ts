/** The world of responses: answers to everyday questions, a gold reward that is known, and annotators with habits. */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, normals, uniforms} from '../../engine/keys.ts';
import type {Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import type {PartValue} from '../../spec/index.ts';
import type {Categories, Points} from '../points.ts';
import type {PreferenceContext, PreferenceWorld, Reasons, TakenApart, Wording} from '../preferenceWorld.ts';
import {dataSlot} from '../world.ts';
import {ATTRIBUTES, type AttributeName, featuresOf} from './attributes.ts';
import {answer, ask, type Habits, LONGEST} from './draw.ts';
import type {responses} from './index.spec.ts';
import {PROMPTS, readable, shownWords, VOCABULARY} from './language.ts';
import {type Chances, reasonsOf} from './reasons.ts';
import type {DrawnSuites} from './suites.ts';
import {TOPICS} from './topics.ts';

export type ResponsesSpec = PartValue<typeof responses>;

/** The questions for best-of-n, and the answers to each. */
const QUESTIONS = 32;
const EACH = 64;
/** Unseen pairs for each training pair. */
const UNSEEN = 1 / 5;
/** Questions of best-of-n are drawn from here on. */
const CANDIDATES_FROM = 1 << 20;

const LONGEST_PROMPT = Math.max(...PROMPTS.flat().map((tokens) => tokens.length));
/** Question and answer, one after the other. */
const TEXT = LONGEST_PROMPT + LONGEST;

/** What chance decides about a pair, once and for all: columns of the slot `world/chances`. */
const CHANCES = ['noise', 'flip', 'group', 'salience', 'salient'] as const;

/** With the suites that the settings want, whose code is loaded for them. */
export async function loadResponses(spec: ResponsesSpec): Promise<PreferenceWorld> {
  if (spec.suites === 'none') return openResponses(spec);
  const {drawSuites} = await import('./suites.ts');
  return openResponses(spec, drawSuites(spec.drawing, habitsOf(spec)));
}

export function openResponses(spec: ResponsesSpec, suites?: DrawnSuites): PreferenceWorld {
  return new ResponsesWorld(spec, suites);
}

interface Answer {
  topic: number;
  prompt: number;
  tokens: readonly number[];
}

class ResponsesWorld implements PreferenceWorld {
  readonly texts: NonNullable<PreferenceWorld['texts']> = {
    input: {kind: 'tokens', vocabulary: VOCABULARY.length, length: TEXT},
    table: 'world/texts',
  };
  readonly features = ATTRIBUTES;
  readonly featureTable = 'world/features';
  readonly length = {feature: LENGTH, unit: ATTRIBUTES[LENGTH].unit, counted: 'tokens'} as const;
  readonly style = {feature: STYLE};
  readonly pairs = 'world/pairs';
  readonly train: number;
  readonly unseen: number;
  readonly slots: Slots;
  readonly points: Points;
  readonly wording: Wording;
  readonly #features: readonly (readonly number[])[];
  readonly #chances: Float32Array;
  readonly categories: Categories;
  readonly suites: PreferenceWorld['suites'];
  readonly candidates = {rows: 'world/candidates', questions: QUESTIONS, each: EACH};

  constructor(spec: ResponsesSpec, suites: DrawnSuites = {list: [], answers: []}) {
    this.train = spec.pairs;
    this.unseen = Math.round(spec.pairs * UNSEEN);
    const pairs = this.train + this.unseen;
    const others = [...pairedAnswers(spec, pairs), ...candidateAnswers(spec)];
    const answers = [...others, ...suites.answers];
    const features = answers.map(({tokens, topic}) => featuresOf(tokens, topic));
    const first = 2 * pairs;
    this.#features = features;
    this.#chances = chances(spec.drawing, features, pairs);
    this.wording = {
      vocabulary: [...VOCABULARY],
      most: LONGEST,
      text: (item) => apart(answers[item]),
      written: (item, tokens) => apart({...answers[item], tokens}),
    };
    const topics = TOPICS.map(({name}) => name[0].toUpperCase() + name.slice(1));
    this.points = {
      kind: 'things',
      groups: TOPICS.map(({name}) => name),
      groupOf: answers.map(({topic}) => topic),
      names: answers.map(({tokens}) => readable(tokens)),
      details: answers.map(({topic, prompt}) => readable(PROMPTS[topic][prompt])),
    };
    this.categories = {
      label: 'topic',
      names: topics,
      of: Array.from({length: this.unseen}, (_, i) => answers[2 * (this.train + i)].topic),
    };
    if (suites.list.length > 0) this.suites = {rows: 'world/suites', list: suites.list};
    this.slots = {
      ...(this.suites && {
        [this.suites.rows]: dataSlot(
          [suites.answers.length],
          Int32Array.from(suites.answers, (_, i) => others.length + i),
        ),
      }),
      'world/texts': dataSlot([answers.length, TEXT], textTable(answers)),
      'world/features': dataSlot([answers.length, ATTRIBUTES.length], Float32Array.from(features.flat())),
      'world/pairs': dataSlot(
        [pairs, 2],
        Int32Array.from({length: first}, (_, i) => i),
      ),
      'world/chances': dataSlot([pairs, CHANCES.length], this.#chances),
      'world/scoring': dataSlot([answers.length, 1], normals(deriveKey(spec.drawing, 'world/scoring'), answers.length)),
      'world/candidates': dataSlot(
        [QUESTIONS, EACH],
        Int32Array.from({length: QUESTIONS * EACH}, (_, i) => first + i),
      ),
    };
  }

  reasons(pair: number, settings: unknown): Reasons {
    const row = this.#chances.subarray(pair * CHANCES.length, (pair + 1) * CHANCES.length);
    const chances = Object.fromEntries(CHANCES.map((name, k) => [name, row[k]])) as unknown as Chances;
    const [first, second] = [2 * pair, 2 * pair + 1].map((item) => this.#features[item]);
    return reasonsOf(first, second, chances, settings as ResponsesSpec);
  }

  labels(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    const items = gatherRows(context.get('world/pairs'), pairs);
    const difference = this.#difference(context, items);
    const chance = tf.split(gatherRows(context.get('world/chances'), pairs), CHANCES.length, 2);
    const [noise, flip, group, salience, salient] = chance.map((x) => tf.squeeze(x, [2]));
    const vector = (path: string) => tf.expandDims(context.hot(`world.${path}`), 1);

    const second = below(group, vector('secondGroup'));
    const length = tf.squeeze(tf.slice(difference, [0, 0, LENGTH], [-1, -1, 1]), [2]);
    // The first group likes twenty tokens by the gap, the second dislikes them as much; nobody where there is one group.
    const gap = tf.mul(vector('tasteGap'), tf.step(vector('secondGroup')));
    const own = tf.mul(tf.mul(gap, tf.sub(1, tf.mul(2, second))), length);
    // The noise is the same for all members where the pairs are.
    const felt = tf.add(tf.add(weighed(difference, this.taste(context)), tf.mul(vector('care'), own)), noise);
    const said = tf.step(felt);
    const tied = below(tf.abs(felt), vector('ties'));
    const chosen = blend(tied, 0.5, said);
    const slipped = blend(below(flip, vector('labelNoise')), tf.sub(1, chosen), chosen);
    return blend(below(salience, vector('salience')), salient, slipped);
  }

  gold(context: PreferenceContext, items: tf.Tensor): tf.Tensor {
    const weights = context.fromHot(GOLD, ATTRIBUTES.length, (...values) => values);
    return weighed(gatherRows(context.get('world/features'), items), weights);
  }

  /** The gold reward's weights and the annotators' biases, times their care. */
  taste(context: PreferenceContext): tf.Tensor {
    const paths = [...GOLD, 'world.care', 'world.lengthBias', 'world.styleBias'];
    return context.fromHot(paths, ATTRIBUTES.length, (...values) => {
      const [care, lengthBias, styleBias] = values.slice(ATTRIBUTES.length);
      const biases: Partial<Record<AttributeName, number>> = {length: lengthBias, style: styleBias};
      return ATTRIBUTES.map(({name}, i) => care * (values[i] + (biases[name] ?? 0)));
    });
  }

  /** What an item is worth to the annotators, with a normal error of the size that their choices have. */
  scores(context: PreferenceContext, items: tf.Tensor): tf.Tensor {
    const noise = tf.squeeze(gatherRows(context.get('world/scoring'), items), [2]);
    return tf.add(weighed(gatherRows(context.get('world/features'), items), this.taste(context)), noise);
  }

  /** Items [R or 1, N, 2] -> features of the first minus those of the second, [R or 1, N, attributes]. */
  #difference({get}: PreferenceContext, items: tf.Tensor): tf.Tensor {
    const [a, b] = tf.split(gatherRows(get('world/features'), items), 2, 2);
    return tf.squeeze(tf.sub(a, b), [2]);
  }
}

/** Every token of the answer is a word of its own. */
function apart({topic, prompt, tokens}: Answer): TakenApart {
  return {
    words: shownWords(tokens),
    rest: '',
    seen(without) {
      const left = tokens.filter((_, i) => i !== without);
      return {tokens: [...PROMPTS[topic][prompt], ...left], features: featuresOf(left, topic)};
    },
  };
}

/** Paths of the gold reward's weights, in the order of the attributes. */
const GOLD = ATTRIBUTES.map(({name}) => `world.${name}`);

const LENGTH = ATTRIBUTES.findIndex(({name}) => name === 'length');
const STYLE = ATTRIBUTES.findIndex(({name}) => name === 'style');

/** x [R or 1, N, A] times weights [R, A], summed, [R, N]. */
const weighed = (x: tf.Tensor, weights: tf.Tensor): tf.Tensor => tf.sum(tf.mul(x, tf.expandDims(weights, 1)), 2);

/** 1 where x < limit, else 0. */
const below = (x: tf.Tensor, limit: tf.Tensor): tf.Tensor => tf.step(tf.sub(limit, x));

/** `yes` where `mask` is 1, `no` where it is 0. */
const blend = (mask: tf.Tensor, yes: tf.Tensor | number, no: tf.Tensor): tf.Tensor =>
  tf.add(no, tf.mul(mask, tf.sub(yes, no)));

const habitsOf = ({quality, verbosity, styling, hedging, flattery, digression, rudeness}: ResponsesSpec): Habits => ({
  quality,
  verbosity,
  style: styling,
  hedging,
  flattery,
  offTopic: digression,
  rudeness,
});

/** Answers 2i and 2i + 1 are those of pair i, to the same question. */
function pairedAnswers(spec: ResponsesSpec, pairs: number): Answer[] {
  return Array.from({length: 2 * pairs}, (_, i) => {
    const asked = ask(spec.drawing, Math.floor(i / 2));
    return {...asked, tokens: answer(habitsOf(spec), spec.drawing, i, asked.topic)};
  });
}

function candidateAnswers(spec: ResponsesSpec): Answer[] {
  return Array.from({length: QUESTIONS * EACH}, (_, i) => {
    const asked = ask(spec.drawing, CANDIDATES_FROM + Math.floor(i / EACH));
    return {...asked, tokens: answer(habitsOf(spec), spec.drawing, CANDIDATES_FROM + i, asked.topic)};
  });
}

function textTable(answers: readonly Answer[]): Int32Array {
  const table = new Int32Array(answers.length * TEXT).fill(-1);
  answers.forEach(({topic, prompt, tokens}, i) => {
    table.set([...PROMPTS[topic][prompt], ...tokens], i * TEXT);
  });
  return table;
}

/**
 * For each pair: logistic noise (so that the first is chosen with the logistic function of the difference), three
 * uniform numbers, and which one is better by the attribute in which the two differ most.
 */
function chances(drawing: number, features: readonly (readonly number[])[], pairs: number): Float32Array {
  const width = CHANCES.length;
  const table = new Float32Array(pairs * width);
  const draws = uniforms(deriveKey(drawing, 'world/annotators'), 4 * pairs);
  for (let i = 0; i < pairs; i++) {
    const [u, ...rest] = draws.subarray(4 * i, 4 * i + 4);
    // The midpoint of the cell that u stands for: never 0 or 1.
    const middle = u + 2 ** -25;
    table.set(
      [Math.log(middle / (1 - middle)), ...rest, salientChoice(features[2 * i], features[2 * i + 1])],
      width * i,
    );
  }
  return table;
}

/** 1 where the first is better in the one attribute in which the two differ most; more is better, but of what is bad. */
function salientChoice(a: readonly number[], b: readonly number[]): number {
  const gaps = ATTRIBUTES.map(({weight}, k) => (weight < 0 ? b[k] - a[k] : a[k] - b[k]));
  const widest = gaps.reduce((best, gap) => (Math.abs(gap) > Math.abs(best) ? gap : best), 0);
  return widest > 0 ? 1 : 0;
}
