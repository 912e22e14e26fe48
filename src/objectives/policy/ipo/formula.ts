import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {BETA, CHOICES, RATIO} from '../symbols.ts';

export const formula =
  lines(tex`\mathcal{L} = \frac{1}{N} \sum_i \Big( \rho_{w} - \rho_{l} - \frac{1}{2 \beta} \Big)^2`, RATIO) +
  where(`${CHOICES}, with ${BETA}.`);
