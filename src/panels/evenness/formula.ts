import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\varrho(y) = \frac{1}{N} \sum_i e^{-2 \lVert y - x_i \rVert^2}, \qquad \ell_{\mathrm{unif}} = \log \underset{i \neq j}{\mathrm{mean}}\ e^{-2 \lVert x_i - x_j \rVert^2}` +
  where(
    'The density at a place y of the sphere is the mean Gaussian potential there of all N points; it is even where it is that of a sphere filled evenly. Uniformity is the logarithm of its mean over the points themselves, each without its own part.',
  );
