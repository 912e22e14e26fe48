import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L}(w) = \frac{\lVert w \rVert^2}{2} - \frac{1}{N} \sum_i d_i, \qquad r(y) = w^\top h(y) + b` +
  where(`${PAIRS} It is least where w is the mean of h(chosen) − h(rejected). The representation h does not change.`);
