import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';

export const formula =
  tex`\mathcal{L} = \sum_d (1 - C_{dd})^2 + \lambda \sum_{d \neq e} C_{de}^2` +
  where(
    'C is the correlation over the batch of number d of the head for the first views with number e for the second, before it is put on the sphere.',
  );
