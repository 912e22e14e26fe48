import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {SETS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \frac{1}{N} \sum_i \bigg[ \sum_{j < k} \max \big( 0,\ f_{ik} - f_{ij} + (k - j)\, \lambda \big) - c \log \pi(y_{i1} \mid x_i) \bigg]`,
    tex`f = \frac{\log \pi(y \mid x)}{|y|^{a}}`,
  ) +
  where(
    `${SETS}. Answers stand in the order of their rewards, the best first; |y| is the number of moves, a the length exponent, λ the margin and c the supervised weight. Equal rewards have no term between them.`,
  );
