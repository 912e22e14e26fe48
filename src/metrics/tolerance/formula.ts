import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  tolerance:
    tex`T = \underset{i \neq j}{\mathrm{mean}}\ [\, f(x_i) \cdot f(x_j) \mid g(x_i) = g(x_j) \,]` +
    where('Over all pairs of different unseen points of one group g.'),
};
