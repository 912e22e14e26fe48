import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`r(y) = \sum_a w_a\, f_a(y), \qquad P(y \succ y') = \sigma \Big( \sum_a \beta\, v_a\, (f_a(y) - f_a(y')) \Big)` +
  where('Learnt weights w of the attributes f beside what they are worth to the annotators, βv.');
