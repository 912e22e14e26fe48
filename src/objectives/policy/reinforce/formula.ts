import {tex} from 'virtual:tex';
import type {PartValue} from '../../../spec/index.ts';
import {lines, where} from '../../../tex/where.ts';
import {DIVERGENCE, KL, POLICY_GRADIENT, RETURN, SAMPLES} from '../sampleSymbols.ts';
import type {reinforce} from './index.spec.ts';

type Settings = PartValue<typeof reinforce>;

const ADVANTAGES: Readonly<Record<Settings['baseline'], string>> = {
  none: tex`A_i = R_i`,
  batch: tex`A_i = R_i - \frac{1}{NK - 1} \sum_{j \neq i} R_j`,
};

export const formula = ({baseline, place}: Settings): string =>
  lines(POLICY_GRADIENT + DIVERGENCE[place], ADVANTAGES[baseline], RETURN[place]) + where(`${SAMPLES} ${KL[place]}`);
