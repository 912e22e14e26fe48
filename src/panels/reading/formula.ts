import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`c_t = r(y) - r(y_{\setminus t}), \qquad P(y \succ y') = \sigma(r(y) - r(y'))` +
  where(
    'What word t of the answer y adds: the reward r less that of the answer without the word. Words work together, so these do not add up to the reward.',
  );
