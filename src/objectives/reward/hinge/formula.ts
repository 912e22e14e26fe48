import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{N} \sum_i \max(0, m - d_i)` +
  where(
    'Over N pairs; d is the reward of the chosen item minus that of the rejected one, m the margin. A tie counts 0.',
  );
