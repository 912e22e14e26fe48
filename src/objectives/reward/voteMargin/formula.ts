import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \sigma \big( d_i - \kappa\, (2 v_i - 1) \big)` +
  where(`${PAIRS} v is the share of votes for the chosen item. A tie has no margin.`);
