import {chanceOfRight, type LabelledRows} from '../shared/labelledRows.ts';
import {eachOfNearest, products, someRows, unitRows} from '../shared/rows.ts';

/** How many neighbours vote. */
const K = 5;

/**
 * Accuracy of the five nearest neighbours: every test vector gets the class with the most votes among its five nearest
 * training vectors by cosine. Vectors at the same distance as the fifth share the remaining places, and classes with equally
 * many votes are equally likely. So if all points are one, the accuracy is that of the most frequent class.
 */
export function kNearest(rows: LabelledRows): number {
  const {train, classOf, classes} = rows;
  const unit = unitRows(rows);
  const cosines = products(someRows(unit, train), someRows(unit, 0, train));
  const tested = cosines.length / train;
  const votes = new Float64Array(classes);
  let right = 0;
  for (let i = 0; i < tested; i++) {
    votes.fill(0);
    eachOfNearest(cosines.subarray(i * train, (i + 1) * train), K, (row, weight) => {
      votes[classOf[row]] += weight;
    });
    right += chanceOfRight(votes, classOf[train + i]);
  }
  return tested > 0 ? right / tested : 0;
}
