import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  batchHardness:
    tex`\frac{1}{N (N - 1)} \sum_{i \neq j} a_i \cdot b_j` +
    where('a and b are the points of the two views of the N pairs of the next training batch.'),
  batchSameClass:
    tex`\frac{1}{N (N - 1)} \sum_{i \neq j} \mathbf{1} [ c_i = c_j ]` +
    where('c are the classes of the N pairs of the next training batch.'),
};
