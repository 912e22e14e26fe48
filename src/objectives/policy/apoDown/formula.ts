import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {BETA, PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{N} \sum_i \big[ \sigma(\beta \rho_w) + 1 - \sigma(\beta (\rho_w - \rho_l)) \big]` +
  where(`${PAIRS} ${BETA}.`);
