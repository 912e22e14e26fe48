import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`M_{ab} = P(\, r(y^+_a) > r(y^-_b) \,), \qquad \text{easy} = \frac{1}{3} \sum_{a > b} M_{ab}, \quad \text{normal} = \frac{1}{3} \sum_a M_{aa}, \quad \text{hard} = \frac{1}{3} \sum_{a < b} M_{ab}` +
  where(
    'Over questions: y⁺ is right and has style a, y⁻ has one error and style b: concise, detailed, marked, in this order. Equal rewards count half.',
  );
