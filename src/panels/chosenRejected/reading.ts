/** What has become of the chosen and the rejected answers, in words. */
import {formatShare} from '../chart/format.ts';

/** Changes of log-probability against the reference, and how often the pair is told right. */
export interface Change {
  chosen: number;
  rejected: number;
  /** Share of pairs in which the chosen answer has gained on the rejected one. */
  accuracy: number | undefined;
}

/** A smaller change, in nats, is none. */
const NOTICED = 0.02;

export function readingOf(change: Change | undefined): string {
  if (!change) return 'Shown as soon as a policy learns from pairs of answers.';
  const {accuracy} = change;
  return [
    whatBecame(change),
    accuracy === undefined ? '' : ` The gap is right in ${formatShare(accuracy)} of pairs.`,
  ].join('');
}

function whatBecame({chosen, rejected}: Change): string {
  const [one, other] = [chosen, rejected].map((x) => (Math.abs(x) < NOTICED ? 0 : Math.sign(x)));
  if (one === 0 && other === 0) return 'Both are about as likely as under the reference.';
  if (one < 0 && other < 0)
    return chosen > rejected
      ? 'Both have become less likely than under the reference: only the gap is trained.'
      : 'Both have become less likely than under the reference, and the chosen ones more so.';
  if (one > 0 && other > 0) return 'Both have become likelier than under the reference.';
  if (one > 0 && other < 0)
    return 'The chosen answers have become likelier and the rejected ones rarer, as they should.';
  if (one > 0) return 'The chosen answers have become likelier, the rejected ones are as likely as before.';
  if (one === 0 && other < 0) return 'The rejected answers have become rarer, the chosen ones are as likely as before.';
  return 'The rejected answers have gained on the chosen ones.';
}
