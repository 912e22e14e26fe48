import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \Big[ \log \sigma(d_i) + \log \sigma \Big( \frac{b_1}{q_i + b_2} + b_3 - d_i \Big) \Big]` +
  where(`${PAIRS} q is how much alike both items are, from 0 to 1. A tie has no bound.`);
