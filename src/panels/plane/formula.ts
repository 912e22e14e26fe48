import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\ell_{\mathrm{align}} = \mathbb{E} \lVert f(x) - f(y) \rVert^2, \qquad \ell_{\mathrm{unif}} = \log \mathbb{E}\, e^{-2 \lVert f(x) - f(x') \rVert^2}` +
  where(
    'Over unseen pairs of views, and over all pairs of unseen points. The dashed line: the second for points spread evenly over the whole sphere.',
  );
