import {chanceOfRight, type LabelledRows} from '../shared/labelledRows.ts';
import {eachOfNearest, products, someRows, unitRows} from '../shared/rows.ts';

/** Neighbours that vote. */
const K = 5;

/**
 * Accuracy of the vote of the five nearest: every vector to be classified gets the class that most of its five nearest
 * (by cosine) among those to learn from have, each with one vote. What is equally near as the fifth shares the places that
 * are left, and classes with equally many votes are equally likely: so points that are all one give what always saying
 * the most frequent class gives.
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
