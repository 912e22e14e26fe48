import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`P(\, 4 i \le |y| < 4 (i + 1) \,) = \sum_{y \,:\, \lfloor |y| / 4 \rfloor = i} \pi(y \mid x)` +
  where(
    'The probability of each length |y| in tokens, in bins of four, summed over all answers y to the question x. The mean takes every length to be in the middle of its bin.',
  );
