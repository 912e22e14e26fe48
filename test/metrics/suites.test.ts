import {describe, expect, it} from 'vitest';
import {suiteMetrics} from '../../src/metrics/suites/compute.ts';
import {SUITE_METRICS} from '../../src/metrics/suites/index.spec.ts';
import {ATTRIBUTES, featuresOf} from '../../src/worlds/responses/attributes.ts';
import {drawRewordings} from '../../src/worlds/responses/rewording.ts';
import {drawShifted} from '../../src/worlds/responses/shifted.ts';
import {drawContrasts, drawSuites, type SuiteAnswer} from '../../src/worlds/responses/suites.ts';
import {grantedBy} from '../../src/worlds/responses/wishes.ts';
import type {Suite} from '../../src/worlds/suites.spec.ts';

const HABITS = {quality: 0.6, verbosity: 0.4, style: 0.3, hedging: 0.2, flattery: 0.2, offTopic: 0.15, rudeness: 0.05};
const suites = [drawSuites(3, HABITS, true), drawRewordings(3, HABITS), drawContrasts(3, HABITS), drawShifted(3)];
const list = suites.flatMap((one) => one.list);
const answers = suites.flatMap((one) => one.answers);

const judged = (reward: (answer: SuiteAnswer) => number) => suiteMetrics(answers.map(reward), list);
const attributes = ({tokens, topic}: SuiteAnswer) => featuresOf(tokens, topic);

/** Small suites by hand: two groups of each, and their rewards. */
function byHand(change: Partial<Record<Suite['name'], number[][]>>) {
  const rewards: Partial<Record<Suite['name'], number[][]>> = {
    writers: [[1, 0]],
    styles: [[1, 1, 1, 0, 0, 0]],
    swapped: [[1, 0]],
    brief: [[1, 0]],
    manners: [[1, 0]],
    oneOfFour: [[1, 0, 0, 0]],
    ties: [[1, 1, 0, 0]],
    tiesReference: [[1, 0, 0]],
    wished: [[1, 1, 0, 0]],
    contrast: [[1, 1, 0, 0]],
    ...change,
  };
  const right: Partial<Record<Suite['name'], number>> = {styles: 3, ties: 2, wished: 2, contrast: 2};
  const suites = Object.entries(rewards).map(([key, groups]) => {
    const name = key as Suite['name'];
    return {name, groups: groups.length, right: right[name] ?? 1, wrong: groups[0].length - (right[name] ?? 1)};
  });
  return suiteMetrics(Object.values(rewards).flat(2), suites);
}

describe('metrics of suites', () => {
  it('have the names that are declared', () => {
    expect(Object.keys(judged(() => 0)).sort()).toEqual(SUITE_METRICS.map(({name}) => name).sort());
  });

  it('a judge who counts facts and errors and grants wishes is right everywhere', () => {
    const known = (answer: SuiteAnswer) =>
      attributes(answer).reduce(
        (sum, x, k) => sum + x * ATTRIBUTES[k].weight,
        grantedBy(answer.wish ?? 0, attributes(answer)),
      );
    const {suiteWriters, ...rest} = judged(known);
    for (const [name, value] of Object.entries(rest))
      expect(value, name).toBeCloseTo(name === 'suiteWorst' ? suiteWriters : 1, 12);
  });

  it('one who says the same of all is right by chance, and never sure', () => {
    const {suiteOneOfFour, suiteTies, suiteTiesAccuracy, suiteReversals, ...pairs} = judged(() => 7);
    expect([suiteOneOfFour, suiteTies, suiteTiesAccuracy, suiteReversals]).toEqual([0.25, 0, 0, 0]);
    for (const [name, value] of Object.entries(pairs)) expect(value, name).toBe(0.5);
  });

  it('one who likes length says what lengths imply', () => {
    const result = judged(({tokens}) => tokens.length);
    const cell = (right: string, wrong: string) => result[`styles${right}${wrong}`];
    // Filler and marks outweigh what a fact is longer than its twin.
    expect([cell('Concise', 'Detailed'), cell('Concise', 'Marked')]).toEqual([0, 0]);
    expect([cell('Detailed', 'Concise'), cell('Marked', 'Concise')]).toEqual([1, 1]);
    // Where both have the same style, the twins' own lengths decide, in every style alike.
    expect(cell('Detailed', 'Detailed')).toBe(cell('Concise', 'Concise'));
    expect(cell('Marked', 'Marked')).toBe(cell('Concise', 'Concise'));
    expect(result.stylesNormal).toBeCloseTo(cell('Concise', 'Concise'), 12);
    expect(result.stylesHard).toBeCloseTo(cell('Detailed', 'Marked') / 3, 12);
    expect(result.stylesEasy).toBeCloseTo((2 + cell('Marked', 'Detailed')) / 3, 12);
    expect([result.suiteSwapped, result.suiteBrief, result.suiteManners, result.suiteWorst]).toEqual([0.5, 0, 0, 0]);
  });

  it('the mean of easy, normal and hard is that of all nine', () => {
    const result = judged(({tokens}) => Math.sin(tokens.length * 12.9 + tokens[0]));
    const cells = Object.entries(result).filter(([name]) => /^styles[A-Z][a-z]+[A-Z]/.test(name));
    expect(cells).toHaveLength(9);
    expect(result.stylesAverage).toBeCloseTo(cells.reduce((sum, [, x]) => sum + x, 0) / 9, 12);
  });

  it('the matrix has the style of the right answer first', () => {
    // Right ones 2, 4, 6; wrong ones 1, 3, 5.
    const result = byHand({styles: [[2, 4, 6, 1, 3, 5]]});
    expect(result).toMatchObject({
      ...{stylesConciseConcise: 1, stylesConciseDetailed: 0, stylesConciseMarked: 0},
      ...{stylesDetailedConcise: 1, stylesDetailedDetailed: 1, stylesDetailedMarked: 0},
      ...{stylesMarkedConcise: 1, stylesMarkedDetailed: 1, stylesMarkedMarked: 1},
    });
    expect([result.stylesEasy, result.stylesNormal, result.stylesHard]).toEqual([1, 1, 0]);
    expect(result.suiteWorst).toBe(0);
  });

  it('who shares the highest reward of four with k - 1 others counts 1/k', () => {
    const of = (...rewards: number[]) => byHand({oneOfFour: [rewards]}).suiteOneOfFour;
    expect([of(2, 1, 0, 0), of(2, 2, 0, 0), of(2, 2, 2, 0), of(1, 2, 0, 0)]).toEqual([1, 1 / 2, 1 / 3, 0]);
  });

  it('of two wishes both must find their answer', () => {
    const of = (...rewards: number[]) => {
      const {suiteWishes, suiteReversals} = byHand({wished: [rewards]});
      return [suiteWishes, suiteReversals];
    };
    expect([of(3, 2, 1, 0), of(3, 0, 1, 2), of(1, 1, 1, 1), of(2, 1, 0, 1)]).toEqual([
      [1, 1],
      [0.5, 0],
      [0.5, 0],
      [0.75, 0],
    ]);
    // Who does not read wishes gives both questions the same rewards, so that one of the two is wrong.
    const {suiteWishes, suiteReversals} = judged(({tokens}) => tokens.length);
    expect([suiteWishes, suiteReversals]).toEqual([0.5, 0]);
  });

  it('consistency compares answers under one question, and questions with one answer', () => {
    // r(x1, y1), r(x2, y2), r(x1, y2), r(x2, y1).
    const of = (...rewards: number[]) => {
      const {suiteResponses, suiteInstructions} = byHand({contrast: [rewards]});
      return [suiteResponses, suiteInstructions];
    };
    expect([of(3, 2, 1, 0), of(1, 3, 0, 2), of(2, 3, 2, 0), of(1, 1, 1, 1)]).toEqual([
      [1, 1],
      [1, 0.5],
      [0.75, 1],
      [0.5, 0.5],
    ]);
    // x1 is liked whatever stands under it: y1 is best, and neither answer is told apart by x2.
    expect(of(5, 1, 4, 1)).toEqual([0.75, 0.5]);
    // Who reads answers alone is right about one of two questions, and sees no difference between questions.
    const {suiteResponses, suiteInstructions} = judged(({tokens}) => tokens.reduce((a, b) => a + b, 0));
    expect([suiteResponses, suiteInstructions]).toEqual([0.5, 0.5]);
  });

  it('ties are scored by gaps and spreads', () => {
    const of = (tie: number[], reference: number[]) => byHand({ties: [tie], tiesReference: [reference]}).suiteTies;
    // Gap 3 above spread 1, and the reference's gap of 2 too.
    expect(of([5, 4, 1, 0], [3, 1, 0])).toBeCloseTo(1, 12);
    // The reference's gap of 0.5 is below the spread.
    expect(of([5, 4, 1, 0], [1.5, 1, 0])).toBeCloseTo(0.8, 12);
    // Right, but spread wider than the gap.
    expect(of([9, 4, 1, 0], [3, 1, 0])).toBeCloseTo(0.6, 12);
    // The reference alone is right.
    expect(of([5, 0, 1, 0], [3, 1, 0])).toBeCloseTo(0.3, 12);
    expect(byHand({ties: [[5, 0, 1, 0]]}).suiteTiesAccuracy).toBe(0);
  });
});
