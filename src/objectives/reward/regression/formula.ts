import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{2N} \sum_i \sum_{k} (r_{ik} - s_{ik})^2` +
  where('For the scores s of both answers k of each pair i.');
