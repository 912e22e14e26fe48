/** The frames and questions of a policy. Pure: the page decodes frames with this. */
import type {FrameSpec, QuestionSpec, RawFrame} from '../../spec/index.ts';

/** How many tokens a bin of the lengths is wide, and how many bins there are; the last one has all that is longer. */
export const LENGTH_BIN = 4;
export const LENGTH_BINS = 24;
/** How many of the likeliest answers are shown. */
export const LIKELIEST = 12;

/** One answer, by the state of the lattice in which it ends. */
export interface LikelyAnswer {
  state: number;
  /** Its chance under the policy and under the reference. */
  policy: number;
  reference: number;
  proxy: number;
  gold: number;
}

/** What a policy says to one question, exactly. */
export interface QuestionLaw {
  /** The chance of each length, of policy and reference, [LENGTH_BINS]; absent where answers have no length. */
  lengths: {policy: Float32Array; reference: Float32Array};
  /** How often each kind of move is made in an answer, on average. */
  moves: {policy: Float32Array; reference: Float32Array};
  /** The likeliest first. */
  likeliest: readonly LikelyAnswer[];
}

export interface LawFrame {
  tick: number;
  questions: readonly QuestionLaw[];
}

const COLUMNS = ['state', 'policy', 'reference', 'proxy', 'gold'] as const;

/** Numbers of each question: two lists of lengths, two of moves, and the likeliest answers. */
export function packLaw(questions: readonly QuestionLaw[]): Pick<RawFrame, 'shape' | 'data'> {
  const rows = questions.map(({lengths, moves, likeliest}) => [
    ...lengths.policy,
    ...lengths.reference,
    ...moves.policy,
    ...moves.reference,
    ...likeliest.flatMap((answer) => COLUMNS.map((name) => answer[name])),
  ]);
  const [{moves, likeliest}] = questions;
  return {
    shape: [questions.length, moves.policy.length, likeliest.length],
    data: Float32Array.from(rows.flat()),
  };
}

function law({tick, shape: [questions, kinds, likeliest], data}: RawFrame): LawFrame {
  const width = data.length / questions;
  return {
    tick,
    questions: Array.from({length: questions}, (_, q) => {
      let at = q * width;
      const take = (count: number) => {
        at += count;
        return data.subarray(at - count, at);
      };
      return {
        lengths: {policy: take(LENGTH_BINS), reference: take(LENGTH_BINS)},
        moves: {policy: take(kinds), reference: take(kinds)},
        likeliest: Array.from({length: likeliest}, () => {
          const row = take(COLUMNS.length);
          return Object.fromEntries(COLUMNS.map((name, i) => [name, row[i]])) as unknown as LikelyAnswer;
        }),
      };
    }),
  };
}

/** A policy that is exactly the best at a price of divergence, or the best of n answers of the reference. Means over questions. */
export interface FrontierPoint {
  /** Beta, or n. */
  at: number;
  /** From the reference, in nats. */
  divergence: number;
  proxy: number;
  gold: number;
}

/** What can be reached from the reference with this judge. */
export interface FrontierFrame {
  tick: number;
  /** The optimum ref exp(r / beta) / Z for falling betas: further and further from the reference. */
  optimum: readonly FrontierPoint[];
  /** The best of n answers of the reference by the judge, for rising n. */
  bestOf: readonly FrontierPoint[];
  /** Of answers of the reference: mean and standard deviation, means over questions. */
  reference: {proxy: Spread; gold: Spread};
}

export interface Spread {
  mean: number;
  deviation: number;
}

const POINT = ['at', 'divergence', 'proxy', 'gold'] as const;

export function packFrontier({
  optimum,
  bestOf,
  reference,
}: Omit<FrontierFrame, 'tick'>): Pick<RawFrame, 'shape' | 'data'> {
  const rows = [...optimum, ...bestOf].flatMap((point) => POINT.map((name) => point[name]));
  const {proxy, gold} = reference;
  return {
    shape: [optimum.length, bestOf.length],
    data: Float32Array.from([proxy.mean, proxy.deviation, gold.mean, gold.deviation, ...rows]),
  };
}

function frontier({tick, shape: [optimum, bestOf], data}: RawFrame): FrontierFrame {
  const points = Array.from({length: optimum + bestOf}, (_, i) => {
    const row = data.subarray(4 + i * POINT.length, 4 + (i + 1) * POINT.length);
    return Object.fromEntries(POINT.map((name, k) => [name, row[k]])) as unknown as FrontierPoint;
  });
  const [proxyMean, proxyDeviation, goldMean, goldDeviation] = data;
  return {
    tick,
    optimum: points.slice(0, optimum),
    bestOf: points.slice(optimum),
    reference: {
      proxy: {mean: proxyMean, deviation: proxyDeviation},
      gold: {mean: goldMean, deviation: goldDeviation},
    },
  };
}

/** An answer of a batch, with what the policy learns from each of its moves. */
export interface GivenAnswer {
  reward: number;
  /** The last one is the end. */
  moves: readonly number[];
  /** How much better each move was than expected. */
  advantages: readonly number[];
}

/** Several answers to one question. */
export interface AnswerGroup {
  question: number;
  answers: readonly GivenAnswer[];
}

/** The answers of the next step, as far as the policy gives them itself. */
export interface GroupsFrame {
  tick: number;
  groups: readonly AnswerGroup[];
}

/** From rows of [question, reward, moves, advantages], `each` answers to a question side by side; -1 stands for no move. */
function groups({tick, shape: [rows, each, width], data}: RawFrame): GroupsFrame {
  const longest = (width - 2) / 2;
  const answerOf = (row: number): GivenAnswer => {
    const numbers = data.subarray(row * width, (row + 1) * width);
    const moves = Array.from(numbers.subarray(2, 2 + longest));
    const made = moves.indexOf(-1) < 0 ? longest : moves.indexOf(-1);
    return {
      reward: numbers[1],
      moves: moves.slice(0, made),
      advantages: Array.from(numbers.subarray(2 + longest, 2 + longest + made)),
    };
  };
  return {
    tick,
    groups: Array.from({length: rows / each}, (_, group) => ({
      question: data[group * each * width],
      answers: Array.from({length: each}, (_, k) => answerOf(group * each + k)),
    })),
  };
}

export const policyFrames = {
  law: {phase: 'showLaw', renewedBy: 'step', kept: 'exact', decode: law},
  frontier: {phase: 'showFrontier', renewedBy: 'world', kept: 'exact', decode: frontier},
  groups: {phase: 'showGroups', renewedBy: 'settings', decode: groups},
} as const satisfies Record<string, FrameSpec>;

export const policyQuestions = {} as const satisfies Record<string, QuestionSpec>;
