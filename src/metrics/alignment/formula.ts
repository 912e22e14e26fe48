import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  alignment:
    tex`\ell_{\mathrm{align}} = \frac{1}{n} \sum_i \lVert f(x_i) - f(y_i) \rVert^2` +
    where('Over n unseen pairs x, y of views.'),
};
