import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\pi(y \mid x) = \sum_{m_1, \ldots, m_n \to y} \; \prod_{t \le n} \pi(m_t \mid x, y_{<t}) \; \pi(\mathrm{end} \mid x, y)` +
  where(
    'The probability of the answer y to the question x, summed over all orders in which its n moves can be made. It is computed exactly, not from samples. Proxy: the judge’s reward; gold: what the answer is truly worth.',
  );
