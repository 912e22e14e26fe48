/** The figure in one sentence. */
import {formatSteps, signed} from '../chart/format.ts';
import {type Frontier, isLower, nats} from './gains.ts';
import {hasLeft, peakUntil, type RunPath, standsAt} from './path.ts';

/** "0.33 σ more than", "0.33 σ less than". */
const compared = (gain: number): string => `${signed(Math.abs(gain)).replace('+', '')} σ ${gain < 0 ? 'less' : 'more'}`;

/** Without a frontier it is not known in what the gains are measured. */
export function readingOf(frontier: Frontier | undefined, path: RunPath, at: number | undefined): string {
  if (!frontier) return 'How far rewards can be driven is shown as soon as there is a reference to move away from.';
  const stands = standsAt(path, at);
  if (!hasLeft(path, stands)) return ofFrontier(frontier);
  const peak = peakUntil(path, stands)!;
  const step = at === undefined ? '' : `Step ${formatSteps(path.ticks[stands])}: `;
  const [proxy, gold] = [path.proxy[stands], path.gold[stands]];
  if (frontier.honest) {
    const text = `at KL ${nats(path.divergence[stands])} answers are worth ${compared(gold)} than those of the reference, and this judge gives just that.`;
    return step + (step ? text : capital(text));
  }
  if (!isLower(peak)) {
    const text = `at KL ${nats(path.divergence[stands])} the judge gives ${compared(proxy)} than to the reference, for answers worth ${compared(gold)}.`;
    return step + (step ? text : capital(text));
  }
  const since = proxy - path.proxy[peak.index];
  const where = `since gold peaked at KL ${nats(peak.divergence)} at step ${formatSteps(path.ticks[peak.index])}`;
  const text = `${where}, the judge gives ${compared(since)} for answers worth ${compared(-peak.drop)}.`;
  return step + (step ? text : capital(text));
}

function ofFrontier({optimum, peak, honest}: Frontier): string {
  if (honest) return 'This judge gives what answers are worth: the further from the reference, the better they are.';
  const last = optimum[optimum.length - 1];
  if (peak.index === 0 && isLower(peak))
    return 'The more of this judge’s reward is sought, the less the answers are worth.';
  if (!isLower(peak))
    return `Further from the reference the judge gives more, up to ${compared(last.proxy)}, and answers are worth more, too.`;
  return `Further from the reference the judge always gives more, but what the answers are worth peaks at KL ${nats(peak.divergence)} and then falls by ${compared(peak.drop).replace(' more', '')}.`;
}

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);
