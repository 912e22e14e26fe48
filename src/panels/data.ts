/** What panels draw: the frames of a run, and how a panel learns of a new one. */
import type {Channel} from '../metrics/shared/channels.ts';
import type {Counted} from '../worlds/points.ts';

export type {MatchModel} from '../objectives/reward/objective.spec.ts';

/** A value that changes: panels subscribe to it and draw outside of React. */
export interface Feed<T> {
  get(): T;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** Unit vectors [count, dimension], in the order of the point set. */
export interface EmbeddingFrame {
  tick: number;
  count: number;
  dimension: number;
  data: Float32Array;
}

/** Cosines of some anchors of a batch with all candidates [anchors, candidates]; candidate i is the positive of anchor i. */
export interface SimilarityFrame {
  tick: number;
  anchors: number;
  candidates: number;
  data: Float32Array;
}

/** The views of one batch, the second N after the first: which point each shows, where it is, where the loss pushes it. */
export interface BatchFrame {
  tick: number;
  /** Pairs. */
  pairs: number;
  dimension: number;
  /** Row of the point set, [2N]. */
  rows: Int32Array;
  /** Views with equal labels are never each other's negatives, [2N]. */
  labels: Int32Array;
  /** Unit vectors [2N, dimension]. */
  points: Float32Array;
  /** Minus the gradient of the loss, along the sphere, [2N, dimension]. */
  pushes: Float32Array;
}

/** Singular values over sqrt(N) of all unseen representations and of all unseen points on the sphere, largest first. */
export interface SpectrumFrame {
  tick: number;
  representation: Float32Array;
  head: Float32Array;
}

/** What a reward model says of unseen pairs of answers A and B, and what is known of them. */
export interface RewardFrame {
  tick: number;
  pairs: number;
  /** How many of what a length is counted in are one unit of it. */
  unit: number;
  counted: Counted;
  /** Lists of `pairs` numbers each. */
  channels: Record<Channel, Float32Array>;
}

/** Many answers to each of some questions: lists [questions * each], the answers to one question side by side. */
export interface CandidatesFrame {
  tick: number;
  questions: number;
  each: number;
  /** By the reward model. */
  proxy: Float32Array;
  gold: Float32Array;
  length: Float32Array;
}

/** What annotators say of pairs of answers A and B to learn from, and how long those are. */
export interface AuditFrame {
  /** 1 where A was chosen, 0 where B was, 1/2 for a tie. */
  label: Float32Array;
  /** In what lengths are counted; all 0 where nothing has one. */
  counted: Counted;
  lengths: readonly [Float32Array, Float32Array];
}

/** What a linear reward model weighs each attribute with, and what the annotators do. */
export interface WeightsFrame {
  tick: number;
  names: readonly string[];
  learnt: Float32Array;
  taste: Float32Array;
  /** The weight that is of another kind than the others: what it is worth to play at home. */
  apart?: number;
}

/** The items that a reward model compares, as texts. */
export interface CompareTexts {
  /** Rows of the two items of every unseen pair, pair after pair. */
  unseen: readonly number[];
  text(row: number): string;
  question(row: number): string;
  /** A line about each unseen pair, where the items alone do not tell it. */
  about?: readonly string[];
}

/** A text with its reward, and how much lower the reward is without each of its words. */
export interface WeighedText {
  reward: number;
  words: readonly WeighedWord[];
  /** What stands behind the last word that models read. */
  rest: string;
}

export interface WeighedWord {
  /** What stands between the word before and this. */
  before: string;
  text: string;
  contribution: number;
}

/** The words of an unseen pair, and of an answer that the reader has written. */
export interface WordsFrame {
  tick: number;
  pair: number;
  /** Tokens. */
  written: readonly number[];
  /** Answers A and B, and the written one; none where items are no texts. */
  texts: readonly WeighedText[];
  reasons: Reasons;
}

/** Why the annotator says what they say: amounts that speak for an answer, or against it. */
export interface Reasons {
  towards: 'A' | 'B';
  parts: readonly {label: string; amount: number}[];
}

/** A piece of a picture atlas. */
export interface Sprite {
  image: CanvasImageSource;
  x: number;
  y: number;
  size: number;
  /** Black on nothing: it needs a light ground. */
  ink: boolean;
}

/** The things that the points of an embedding stand for. */
export interface PointSet {
  count: number;
  groups: readonly string[];
  groupOf: Uint8Array;
  name(row: number): string;
  /** One more line: who drew it, whether it is trained on. */
  detail(row: number): string;
  sprite?(row: number): Sprite | undefined;
  /** The colour that a point stands for, where it stands for one. */
  colour?(row: number): string | undefined;
  /** Of the group's points together, where they stand for colours. */
  groupColour?(group: number): string;
  /** Whether a point is shown by words: a name, a caption. */
  text?(row: number): boolean;
  /** Whether names are the points' own, so that one can look for them. */
  named?: boolean;
  /** Rows of one thing (a concept by several artists) have the same number. */
  thing(row: number): number;
}

export interface Neighbours {
  row: number;
  /** Nearest rows of other things, nearest first, by the cosine of the representations. */
  rows: readonly number[];
  similarities: readonly number[];
  tick: number;
}

/** One metric over time: ticks ascend. */
export interface Series {
  ticks: readonly number[];
  values: readonly number[];
}

/** All metrics of a run so far. */
export interface MetricLog {
  names(): readonly string[];
  series(name: string): Series;
}

/** Something that happened to a run at a tick: a setting was moved, the backend changed. */
export interface Mark {
  tick: number;
  text: string;
}

/** What the page looks at: the newest tick, or an earlier one that the reader went back to. */
export interface View {
  /** Newest tick of the run. */
  tick: number;
  /** Planned length of the run. */
  steps: number;
  /** The tick looked back to; undefined while the page shows the newest. */
  at: number | undefined;
}
