import {mean} from '../shared/statistics.ts';
import {differences, type Verdicts} from '../shared/verdicts.ts';

/** Share of pairs in which the chosen item has the higher reward. Equal rewards count half, ties are left out. */
export const accuracy = ({margins, chosen, credit}: Verdicts): number => mean(chosen.map(credit(margins)));

/**
 * The same for what the annotators like on the whole: only luck, or choices that run in circles, lets a model be better.
 */
export const accuracyOfTheirTaste = ({channels, chosen, credit}: Verdicts): number =>
  mean(chosen.map(credit(differences(channels.likingA, channels.likingB))));

/** Accuracy where the longer item was chosen, and where the shorter was, if there are such pairs; and how often it was the longer. */
export function accuracyByLength({channels, margins, chosen, towardsChosen, credit}: Verdicts): Record<string, number> {
  const gap = differences(channels.lengthA, channels.lengthB);
  const longer = chosen.filter((i) => towardsChosen(gap, i) > 0);
  const shorter = chosen.filter((i) => towardsChosen(gap, i) < 0);
  return {
    ...(longer.length > 0 && {accuracyLonger: mean(longer.map(credit(margins)))}),
    ...(shorter.length > 0 && {accuracyShorter: mean(shorter.map(credit(margins)))}),
    longerChosen: longer.length / Math.max(1, longer.length + shorter.length),
  };
}
