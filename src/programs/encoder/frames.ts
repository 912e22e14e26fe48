/** The frames and questions of a contrastive run. Pure: the page decodes frames with this. */
import * as v from 'valibot';
import type {FrameSpec, QuestionSpec, RawFrame} from '../../spec/index.ts';

/** Unit vectors [count, dimension], in the order of the point set. */
export interface EmbeddingFrame {
  tick: number;
  count: number;
  dimension: number;
  data: Float32Array;
  /** Of a picture of more dimensions in three: how many there are, and the share of their spread that it shows. */
  of?: {dimension: number; share: number};
}

const embedding = ({tick, shape: [count, dimension], data}: RawFrame): EmbeddingFrame => ({
  tick,
  count,
  dimension,
  data,
});

/** How similar some first views of a batch, the anchors, are to the points that the loss compares them with. */
export interface SimilarityFrame {
  tick: number;
  anchors: readonly Anchor[];
}

interface Anchor {
  /** Cosine with its positive. */
  positive: number;
  /** Cosines with everything that is its negative. */
  negatives: Float32Array;
}

/** Stands for the cosine of two points that are not compared: no cosine is 2. */
export const NOT_COMPARED = 2;

/** From rows of [positive, points that may be negatives], one for each anchor. */
const similarities = ({tick, shape: [anchors, columns], data}: RawFrame): SimilarityFrame => ({
  tick,
  anchors: Array.from({length: anchors}, (_, i) => ({
    positive: data[i * columns],
    negatives: data.subarray(i * columns + 1, (i + 1) * columns).filter((cosine) => cosine < (1 + NOT_COMPARED) / 2),
  })),
});

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

/** From rows of [point row, label, point, push], one for each view. */
function batch({tick, shape: [views, columns], data}: RawFrame): BatchFrame {
  const dimension = (columns - 2) / 2;
  const part = (from: number) => {
    const out = new Float32Array(views * dimension);
    for (let i = 0; i < views; i++) {
      out.set(data.subarray(i * columns + from, i * columns + from + dimension), i * dimension);
    }
    return out;
  };
  const column = (at: number) => Int32Array.from({length: views}, (_, i) => data[i * columns + at]);
  const [rows, labels] = [column(0), column(1)];
  return {tick, pairs: views / 2, dimension, rows, labels, points: part(2), pushes: part(2 + dimension)};
}

/** Singular values over sqrt(N) of all unseen representations and of all unseen points on the sphere, largest first. */
export interface SpectrumFrame {
  tick: number;
  representation: Float32Array;
  head: Float32Array;
}

export const encoderFrames = {
  points: {phase: 'showPoints', renewedBy: 'step', kept: 'unit', decode: embedding},
  similarities: {phase: 'showSimilarities', renewedBy: 'settings', decode: similarities},
  batch: {phase: 'showBatch', renewedBy: 'settings', decode: batch},
  spectrum: {
    phase: 'showSpectrum',
    renewedBy: 'step',
    decode: ({tick, shape: [rows], data}): SpectrumFrame => ({
      tick,
      representation: data.subarray(0, rows),
      head: data.subarray(rows),
    }),
  },
  inputs: {phase: 'showInputs', renewedBy: 'step', decode: (raw: RawFrame) => raw},
  representations: {phase: 'showRepresentations', renewedBy: 'step', decode: embedding},
} as const satisfies Record<string, FrameSpec>;

const row = v.pipe(v.number(), v.integer(), v.minValue(0));

export const encoderQuestions = {
  /** The nearest rows of other things, nearest first, by the cosine of the representations. */
  neighbours: {
    ask: v.object({row}),
    answer: v.object({rows: v.array(row), similarities: v.array(v.number())}),
    recent: 1000,
  },
} as const satisfies Record<string, QuestionSpec>;

export type NeighboursAsk = v.InferOutput<typeof encoderQuestions.neighbours.ask>;
export type NeighboursAnswer = v.InferOutput<typeof encoderQuestions.neighbours.answer>;
/** Neighbours, with the row that was asked about and the tick of the representations in which they were found. */
export type Neighbours = Readonly<NeighboursAsk> & Readonly<NeighboursAnswer> & {tick: number};
