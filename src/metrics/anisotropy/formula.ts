import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  anisotropy:
    tex`\underset{i \neq j}{\mathrm{mean}}\ f(x_i) \cdot f(x_j)` + where('Over all pairs of different unseen points.'),
};
