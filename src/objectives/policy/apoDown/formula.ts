import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {BETA, PAIRS, RATIO} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \frac{1}{N} \sum_i \big[ \sigma(\beta \rho_w) + 1 - \sigma(\beta (\rho_w - \rho_l)) \big]`,
    RATIO,
  ) + where(`${PAIRS}, and ${BETA}.`);
