import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{2 \mu}{N} \sum_i a_i \cdot b_i + \mu^2\, \underset{i \neq j}{\mathrm{mean}}\ (a_i \cdot b_j)^2` +
  where(`${PAIRS}, and μ is the squared length of the vectors that are compared.`);
