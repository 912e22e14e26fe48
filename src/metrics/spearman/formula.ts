import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  spearman:
    tex`\rho = \mathrm{corr} \big( \mathrm{rank}\, \cos(r(x_i), r(y_i)),\ \mathrm{rank}\, s_i \big)` +
    where('Over pairs x, y whose true similarity s is known. Equal values share the mean of their ranks.'),
};
