/** What panels draw: the frames of a run, and how a panel learns of a new one. */

export type {MatchModel} from '../objectives/reward/objective.spec.ts';
export type {
  BatchFrame,
  EmbeddingFrame,
  Neighbours,
  SimilarityFrame,
  SpectrumFrame,
} from '../programs/encoder/frames.ts';
export type {
  AnswerGroup,
  FrontierFrame,
  FrontierPoint,
  GivenAnswer,
  GroupsFrame,
  LawFrame,
  LikelyAnswer,
} from '../programs/policy/frames.ts';
export type {
  AuditFrame,
  CandidatesFrame,
  Reasons,
  RewardFrame,
  WeighedText,
  WeighedWord,
  WeightsFrame,
  WordsFrame,
} from '../programs/reward/frames.ts';

/** A value that changes: panels subscribe to it and draw outside of React. */
export interface Feed<T> {
  get(): T;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
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

/** One metric over time: ticks ascend. */
export interface Series {
  ticks: readonly number[];
  values: readonly number[];
}

/** All metrics of a run so far. */
export interface MetricLog {
  names(): readonly string[];
  series(name: string): Series;
  /** The same metric of the other members of the population. */
  others(name: string): readonly {member: number; series: Series}[];
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
