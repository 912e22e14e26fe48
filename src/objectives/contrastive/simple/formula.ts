import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{N} \sum_i \Big[ -a_i \cdot b_i + \frac{\lambda}{N - 1} \sum_{j \neq i} a_i \cdot b_j \Big]` +
  where(`${PAIRS}, λ is the weight of repulsion.`);
