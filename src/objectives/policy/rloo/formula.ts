import {tex} from 'virtual:tex';
import type {PartValue} from '../../../spec/index.ts';
import {lines, where} from '../../../tex/where.ts';
import {DIVERGENCE, KL, POLICY_GRADIENT, RETURN, SAMPLES} from '../sampleSymbols.ts';
import type {rloo} from './index.spec.ts';

const ADVANTAGES = tex`A_i = R_i - \frac{1}{K - 1} \sum_{j \in G(i),\, j \neq i} R_j`;

export const formula = ({place}: PartValue<typeof rloo>): string =>
  lines(POLICY_GRADIENT + DIVERGENCE[place], ADVANTAGES, RETURN[place]) +
  where(`${SAMPLES} G(i) are the answers to the same question. ${KL[place]}`);
