import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {SETS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \frac{1}{N} \sum \bigg[ \sum_{j < k} \max \big( 0,\ f_k - f_j + (k - j)\, \lambda \big) - c \log \pi(y_1 \mid x) \bigg]`,
    tex`f_k = \frac{\log \pi(y_k \mid x)}{|y_k|^{a}}`,
  ) +
  where(
    `${SETS} They stand in the order of their rewards, the best first; |y| is the number of moves, a the length exponent, λ the margin and c the supervised weight. Equal rewards have no term between them.`,
  );
