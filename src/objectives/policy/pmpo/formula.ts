import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {BETA, CHOICES} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{N} \sum_i \big[ -\alpha \log \pi(y_w \mid x) + (1 - \alpha) \log \pi(y_l \mid x) \big] + \beta\, \mathrm{KL}(\pi_{\mathrm{ref}} \,\|\, \pi)` +
  where(
    `${CHOICES}; α is the weight of accepted answers and ${BETA}. The divergence is summed over the states that the answers pass.`,
  );
