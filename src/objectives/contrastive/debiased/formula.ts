import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {ESTIMATE, VIEWS} from '../symbols.ts';

export const formula =
  lines(ESTIMATE, tex`m_i = \frac{1}{M} \sum_{j \neq i,\, p(i)} e^{x_i \cdot x_j / \tau}`) +
  where(
    `${VIEWS}. Of the M negatives of i a share τ⁺ is taken to be of its own kind, and their part is taken out of the mean m.`,
  );
