import type {LabelledRows} from '../shared/labelledRows.ts';
import {someRows, unitRows} from '../shared/rows.ts';

/** Mean squared distance from the mean of unit vectors below which they are one point, up to rounding. */
const ONE_POINT = 1e-12;

/**
 * Variance within classes over variance between them, of the unit vectors x of the n things that are measured on:
 *
 *     tr S_W / tr S_B,    tr S_W = sum_i |x_i - m_c(i)|^2,    tr S_B = sum_c n_c |m_c - m|^2
 *
 * with the means m_c of the C classes and m of all. 0 when every class is one point: Papyan, Han and Donoho, "Prevalence of
 * neural collapse during the terminal phase of deep learning training" (2020), call that NC1. Where classes tell nothing
 * about x it is (n - C) / (C - 1) on average, which is also its value when all points are one.
 */
export function classCollapse(rows: LabelledRows): number {
  const {dimension: d, train, classOf, classes} = rows;
  const {data} = someRows(unitRows(rows), train);
  const n = data.length / d;
  const sums = new Float64Array(classes * d);
  const counts = new Float64Array(classes);
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    const c = classOf[train + i];
    counts[c]++;
    for (let k = 0; k < d; k++) {
      sums[c * d + k] += data[i * d + k];
      mean[k] += data[i * d + k] / n;
    }
  }
  let between = 0;
  for (let c = 0; c < classes; c++) {
    if (counts[c] === 0) continue;
    for (let k = 0; k < d; k++) between += counts[c] * (sums[c * d + k] / counts[c] - mean[k]) ** 2;
  }
  let within = 0;
  for (let i = 0; i < n; i++) {
    const c = classOf[train + i];
    for (let k = 0; k < d; k++) within += (data[i * d + k] - sums[c * d + k] / counts[c]) ** 2;
  }
  const present = counts.reduce((sum, count) => sum + Number(count > 0), 0);
  if (within + between < ONE_POINT * n || present < 2) return (n - present) / Math.max(1, present - 1);
  return within / Math.max(between, ONE_POINT * n);
}
