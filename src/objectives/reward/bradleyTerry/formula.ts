import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \sigma(d_i), \qquad d = r_{\mathrm{chosen}} - r_{\mathrm{rejected}}` +
  where(PAIRS);
