import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  uniformity:
    tex`\ell_{\mathrm{unif}} = \log \underset{i \neq j}{\mathrm{mean}}\ e^{-2 \lVert f(x_i) - f(x_j) \rVert^2}` +
    where('Over all pairs of different unseen points.'),
};
