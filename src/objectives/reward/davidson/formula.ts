import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';

export const formula =
  tex`P(\text{win}) : P(\text{tie}) : P(\text{loss}) = e^{d / 2} : \nu : e^{-d / 2}` +
  where(
    'The odds of a win of the first item, of a tie and of a loss; d is its reward minus that of the second, ν the proneness to ties. The loss is minus the mean logarithm of the probability of what was chosen.',
  );
