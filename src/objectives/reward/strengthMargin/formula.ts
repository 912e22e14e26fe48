import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS, STRENGTH} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \sigma(d_i - m_i)` + where(`${PAIRS} ${STRENGTH} A tie has no margin.`);
