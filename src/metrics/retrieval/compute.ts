import log2 from '@stdlib/math-base-special-log2';
import {LEVEL, products, type Rows, someRows, unitRows} from '../shared/rows.ts';

/** Documents with equal similarity to a query, whose order is random. */
interface Level {
  /** How many documents come before them. */
  ahead: number;
  documents: number[];
}

export interface RetrievalMetrics extends Record<string, number> {
  ndcgAt10: number;
  retrievalAt1: number;
  retrievalAt5: number;
  retrievalAt10: number;
}

/**
 * How well documents are found by their cosine with a query. `rows` are the queries, then the documents; `relevance` is
 * [queries, documents], from 0 to 1. Queries that nothing answers are left out. Means over queries:
 *
 * - ndcgAt10: DCG of the order that is found over that of the best order, DCG = sum_{i <= 10} relevance_i / log2(i + 1).
 *   Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002)
 * - retrievalAtK: whether one of the most relevant documents for the query is among the first K
 *
 * Both are expected values over all orders of documents that are equally similar: so points that are all one find what
 * chance finds. McSherry and Najork, "Computing information retrieval performance measures efficiently in the presence of
 * tied scores" (2008).
 */
export function retrieval(rows: Rows, relevance: ArrayLike<number>, queries: number): RetrievalMetrics {
  const unit = unitRows(rows);
  const cosines = products(someRows(unit, 0, queries), someRows(unit, queries));
  const count = cosines.length / queries;
  const total = {ndcgAt10: 0, retrievalAt1: 0, retrievalAt5: 0, retrievalAt10: 0};
  let answered = 0;
  for (let q = 0; q < queries; q++) {
    const relevances = Float64Array.from({length: count}, (_, i) => relevance[q * count + i]);
    const most = relevances.reduce((a, b) => Math.max(a, b), 0);
    if (most === 0) continue;
    answered++;
    const levels = firstLevels(cosines.subarray(q * count, (q + 1) * count), 10);
    total.ndcgAt10 += gain(levels, relevances) / bestGain(relevances);
    const isRight = (document: number) => relevances[document] === most;
    total.retrievalAt1 += chanceOfOne(levels, isRight, 1);
    total.retrievalAt5 += chanceOfOne(levels, isRight, 5);
    total.retrievalAt10 += chanceOfOne(levels, isRight, 10);
  }
  for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] /= Math.max(1, answered);
  return total;
}

/** The most similar documents, level by level, until there are `enough`. */
function firstLevels(similarities: Float64Array, enough: number): Level[] {
  const levels: Level[] = [];
  let ahead = 0;
  let below = Number.POSITIVE_INFINITY;
  while (ahead < Math.min(enough, similarities.length)) {
    let highest = Number.NEGATIVE_INFINITY;
    for (const value of similarities) if (value < below && value > highest) highest = value;
    const documents: number[] = [];
    for (let i = 0; i < similarities.length; i++) {
      if (similarities[i] < below && similarities[i] >= highest - LEVEL) documents.push(i);
    }
    levels.push({ahead, documents});
    ahead += documents.length;
    below = highest - LEVEL;
  }
  return levels;
}

const discount = (place: number) => 1 / log2(place + 2);

/** Documents of a level are equally likely at each of its places. */
function gain(levels: readonly Level[], relevances: Float64Array): number {
  let sum = 0;
  for (const {ahead, documents} of levels) {
    const mean = documents.reduce((all, document) => all + relevances[document], 0) / documents.length;
    for (let place = ahead; place < Math.min(10, ahead + documents.length); place++) sum += mean * discount(place);
  }
  return sum;
}

function bestGain(relevances: Float64Array): number {
  const best = Float64Array.from(relevances).sort().reverse().subarray(0, 10);
  return best.reduce((sum, relevance, place) => sum + relevance * discount(place), 0);
}

/** The probability that a right document is among the first k. */
function chanceOfOne(levels: readonly Level[], isRight: (document: number) => boolean, k: number): number {
  for (const {ahead, documents} of levels) {
    if (ahead >= k) return 0;
    const right = documents.filter(isRight).length;
    if (right === 0) continue;
    // The probability that all places of the level among the first k hold wrong documents, drawn without replacement.
    let none = 1;
    const places = Math.min(k - ahead, documents.length);
    for (let i = 0; i < places; i++) none *= Math.max(0, documents.length - right - i) / (documents.length - i);
    return 1 - none;
  }
  return 0;
}
