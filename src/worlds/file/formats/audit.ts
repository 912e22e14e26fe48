/** How often the longer of two answers was chosen: what a reward model could learn from a file without reading the texts. */
import type {Audit, AuditBin} from '../../../engine/own.ts';

/** Upper ends of the bins of the gap in words; the last bin has none. */
const ENDS = [5, 10, 20, 50, 100, 200];

/** Of pairs with labels 1 (the first was chosen), 0 and 1/2 (a tie), and the lengths of their answers in words. */
export function auditOf(labels: ArrayLike<number>, first: ArrayLike<number>, second: ArrayLike<number>): Audit {
  const bins = [...ENDS, 0].map((to, i): AuditBin => ({from: i === 0 ? 1 : ENDS[i - 1] + 1, to, pairs: 0, longer: 0}));
  let [ties, equal, longer, chosenWords, rejectedWords] = [0, 0, 0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 0.5) {
      ties++;
      continue;
    }
    const [chosen, rejected] = labels[i] > 0.5 ? [first[i], second[i]] : [second[i], first[i]];
    chosenWords += chosen;
    rejectedWords += rejected;
    const gap = Math.abs(chosen - rejected);
    if (gap === 0) {
      equal++;
      continue;
    }
    const bin = bins.find(({to}) => to === 0 || gap <= to)!;
    bin.pairs++;
    if (chosen > rejected) {
      bin.longer++;
      longer++;
    }
  }
  const decided = labels.length - ties;
  return {
    pairs: labels.length,
    ties,
    equal,
    longer,
    shorter: decided - equal - longer,
    chosenWords: decided && chosenWords / decided,
    rejectedWords: decided && rejectedWords / decided,
    bins,
  };
}
