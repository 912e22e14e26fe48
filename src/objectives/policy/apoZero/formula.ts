import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {BETA, PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{N} \sum_i \big[ 1 - \sigma(\beta \rho_w) + \sigma(\beta \rho_l) \big]` +
  where(`${PAIRS} ${BETA}.`);
