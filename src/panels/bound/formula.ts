import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`I(x; y) \ge \log C - \mathcal{L}, \qquad \log C - \mathcal{L} \le \log C` +
  where(
    'C is the number of candidates among which an anchor must find its positive: the batch size N, or 2N − 1. However much two views share, a loss that is never below 0 cannot show more than log C.',
  );
