import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`P(\, \ell_{\mathrm{chosen}} > \ell_{\mathrm{rejected}} \mid |\ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}}| \,), \qquad \frac{1}{1 + z^2 / n} \Big( p + \frac{z^2}{2n} \pm z \sqrt{\frac{p (1 - p)}{n} + \frac{z^2}{4 n^2}} \Big)` +
  where(
    'Over the n pairs to learn from whose answers differ in length ℓ; Wilson’s interval of a share p, with z = 1.96.',
  );
