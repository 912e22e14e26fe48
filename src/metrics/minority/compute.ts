import {linearProbe} from '../linearProbe/compute.ts';
import type {LabelledRows} from '../shared/labelledRows.ts';
import {someRows, unitRows} from '../shared/rows.ts';

interface Minority {
  centroidGap: number;
  minorityRecall: number;
}

/**
 * How a class m fares: of the unit vectors that are measured on, with the mean mu_c of each class,
 *
 *     centroidGap = min_{c != m} |mu_m - mu_c| / mean_{c != d} |mu_c - mu_d|
 *
 * and the share of its things that the linear probe gives to it. The distance of a class from its nearest one is the measure of
 * representation harm in Maity, Agarwal, Yurochkin and Sun, "An investigation of representation and allocation harms in
 * contrastive learning" (2023); the scale is ours.
 */
export function ofMinority(rows: LabelledRows, minority: number): Minority {
  return {centroidGap: centroidGap(rows, minority), minorityRecall: linearProbe(testedOn(rows, minority))};
}

/** The rows with those alone to measure on that are of one class. */
function testedOn({data, dimension: d, train, classOf, classes}: LabelledRows, minority: number): LabelledRows {
  const at = Array.from({length: data.length / d}, (_, i) => i).filter((i) => i < train || classOf[i] === minority);
  const out = new Float64Array(at.length * d);
  for (const [i, row] of at.entries()) for (let k = 0; k < d; k++) out[i * d + k] = data[row * d + k];
  return {data: out, dimension: d, train, classOf: at.map((row) => classOf[row]), classes};
}

/** 0 where all means are one point. */
function centroidGap(rows: LabelledRows, minority: number): number {
  const {dimension: d, train, classOf, classes} = rows;
  const {data} = someRows(unitRows(rows), train);
  const counts = new Float64Array(classes);
  for (let i = 0; i < data.length / d; i++) counts[classOf[train + i]]++;
  const means = new Float64Array(classes * d);
  for (let i = 0; i < data.length / d; i++) {
    const c = classOf[train + i];
    for (let k = 0; k < d; k++) means[c * d + k] += data[i * d + k] / counts[c];
  }
  const distance = (a: number, b: number) => {
    let square = 0;
    for (let k = 0; k < d; k++) square += (means[a * d + k] - means[b * d + k]) ** 2;
    return Math.sqrt(square);
  };
  let [total, pairs, nearest] = [0, 0, Number.POSITIVE_INFINITY];
  for (let a = 0; a < classes; a++) {
    for (let b = 0; b < a; b++) {
      if (counts[a] === 0 || counts[b] === 0) continue;
      total += distance(a, b);
      pairs++;
      if (a === minority || b === minority) nearest = Math.min(nearest, distance(a, b));
    }
  }
  return total > 0 && Number.isFinite(nearest) ? nearest / (total / pairs) : 0;
}
