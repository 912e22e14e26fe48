import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  modalityGap:
    tex`\Big\lVert \frac{1}{n} \sum_i f(x_i) - \frac{1}{m} \sum_j f(y_j) \Big\rVert` +
    where('x are the unseen things of one tower, y those of the other.'),
};
