import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {VIEWS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{2N} \sum_i \bigg[ \log \sum_{j \neq i,\, p(i)} e^{x_i \cdot x_j / \tau} - \frac{x_i \cdot x_{p(i)}}{\tau} \bigg]` +
  where(
    `${VIEWS}, τ is the temperature. The positive is left out of the sum, so that it takes no push away from the negatives.`,
  );
