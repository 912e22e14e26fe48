import type {MatchModel} from '../../panels/data.ts';
import type {Law} from '../../panels/forces/weights.ts';

/** How an objective with these settings weighs the others of a batch, where it has one weight for each. */
export function lawOf({kind, ...settings}: Record<string, unknown>): Law | undefined {
  if (kind === 'infoNCE') return {kind: 'softmax', ...settings} as Law;
  if (kind === 'alignmentUniformity') return {kind: 'gaussian', ...settings} as Law;
  return undefined;
}

/** How a match between two teams is taken to end under a reward objective. */
export const matchModelOf = ({kind, tieRate = 0}: {kind: string; tieRate?: number}): MatchModel => ({
  tieRate,
  likelihood: kind === 'davidson' || kind === 'bradleyTerry',
});
