import {chanceOfRight, type LabelledRows} from '../shared/labelledRows.ts';

interface LongTail {
  balancedAccuracy: number;
  manyAccuracy: number;
  fewAccuracy: number;
}

/**
 * How well things are classified, class by class: `data` has the scores of all classes for each row, and those after the first
 * `train` are measured on. `shares` say how frequent classes are; a third of them, rounded, are frequent and as many are rare.
 */
export function longTail({data, train, classOf, classes}: LabelledRows, shares: ArrayLike<number>): LongTail {
  const right = new Float64Array(classes);
  const counts = new Float64Array(classes);
  const scores = new Float64Array(classes);
  for (let i = train; i < data.length / classes; i++) {
    for (let c = 0; c < classes; c++) scores[c] = data[i * classes + c];
    right[classOf[i]] += chanceOfRight(scores, classOf[i]);
    counts[classOf[i]]++;
  }
  const all = Array.from(right, (_, c) => c).sort((a, b) => shares[b] - shares[a] || a - b);
  const third = Math.max(1, Math.round(classes / 3));
  const over = (of: readonly number[]) => {
    const measured = of.filter((c) => counts[c] > 0);
    return measured.length > 0 ? measured.reduce((sum, c) => sum + right[c] / counts[c], 0) / measured.length : 0;
  };
  return {balancedAccuracy: over(all), manyAccuracy: over(all.slice(0, third)), fewAccuracy: over(all.slice(-third))};
}
