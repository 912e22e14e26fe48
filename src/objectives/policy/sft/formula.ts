import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \pi(y_i \mid x_i), \qquad \log \pi(y \mid x) = \sum_t \log \pi(a_t \mid s_t)` +
  where('Over N questions x, each with the answer y that someone has written: the moves a, each made in a state s.');
