import {tex} from 'virtual:tex';
import type {PartValue} from '../../../spec/index.ts';
import {lines, where} from '../../../tex/where.ts';
import {CLIPPED, KL, MEAN_OF_SUMS, RATIO, RETURN, SAMPLES} from '../sampleSymbols.ts';
import type {grpo} from './index.spec.ts';

type Settings = PartValue<typeof grpo>;

const MEAN_OF_MEANS = tex`\mathcal{L} = \frac{1}{NK} \sum_i \frac{1}{T_i} \sum_t \ell_{it}`;

const ADVANTAGES: Readonly<Record<Settings['place'], {scaled: string; plain: string}>> = {
  reward: {
    scaled: tex`A_{it} = \frac{R_i - \mathrm{mean}_{G(i)} R}{\mathrm{std}_{G(i)} R}`,
    plain: tex`A_{it} = R_i - \mathrm{mean}_{G(i)} R`,
  },
  loss: {
    scaled: tex`A_{it} = \frac{r_i - \mathrm{mean}_{G(i)} r}{\mathrm{std}_{G(i)} r} - \beta \Big( d_i - \mathrm{mean}_{G(i) \setminus i} d \Big), \qquad d_i = \sum_t D_{it}`,
    plain: tex`A_{it} = r_i - \mathrm{mean}_{G(i)} r - \beta \Big( d_i - \mathrm{mean}_{G(i) \setminus i} d \Big), \qquad d_i = \sum_t D_{it}`,
  },
};

export const formula = ({place, scaled, perMove}: Settings): string =>
  lines(
    perMove ? MEAN_OF_MEANS : MEAN_OF_SUMS,
    CLIPPED[place],
    ADVANTAGES[place][scaled ? 'scaled' : 'plain'],
    ...(place === 'reward' ? [RETURN.reward] : []),
  ) +
  where(
    `${SAMPLES} G(i) are the answers to the same question${perMove ? ', and T is the number of moves of an answer' : ''}. ${RATIO} ${KL[place]}`,
  );
