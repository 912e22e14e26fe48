import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \sigma \big( d_i + \alpha\, (\ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}}) \big)` +
  where(`${PAIRS} The offset α is what one unit of length ℓ is taken to be worth to the annotators.`);
