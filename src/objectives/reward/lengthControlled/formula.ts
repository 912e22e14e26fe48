import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \sigma \big( d_i + c\, (\ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}}) \big)` +
  where(`${PAIRS} The coefficient c of length ℓ is trained with the reward and is no part of it.`);
