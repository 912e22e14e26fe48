import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {BETA, PAIRS, RATIO} from '../symbols.ts';

export const formula =
  lines(tex`\mathcal{L} = \frac{1}{N} \sum_i \big[ 1 - \sigma(\beta \rho_w) + \sigma(\beta \rho_l) \big]`, RATIO) +
  where(`${PAIRS}, and ${BETA}.`);
