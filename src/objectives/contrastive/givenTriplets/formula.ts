import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{N} \sum_i \max \big( 0,\ m + \lVert a_i - b_i \rVert - \lVert a_i - n_i \rVert \big)` +
  where('a and b are the points of each of N pairs and n that of its negative; m is the margin.');
