import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {VIEWS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{2N} \sum_i g(x_i) \cdot \mathrm{sg}\big( x_{p(i)} \big)` +
  where(`${VIEWS}, g is the predictor, and sg: nothing is trained through what is in it.`);
