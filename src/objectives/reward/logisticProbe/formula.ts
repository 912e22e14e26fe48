import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L}(w) = -\frac{1}{N} \sum_i \log \sigma(d_i), \qquad r(y) = w^\top h(y) + b` +
  where(`${PAIRS} The representation h does not change.`);
