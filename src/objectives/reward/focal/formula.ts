import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \big(1 - 2 \max(0, \sigma(d_i) - \tfrac{1}{2})\big)^{\gamma} \log \sigma(d_i)` +
  where(`${PAIRS} γ says how much less a pair counts that is told apart already.`);
