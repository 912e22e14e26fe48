import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`c = \mathrm{corr}(r, \ell) = \frac{\mathrm{cov}(r, \ell)}{\sigma_r\, \sigma_\ell}, \qquad \tanh \Big( \mathrm{artanh}\, c \pm \frac{1.96}{\sqrt{n - 3}} \Big)` +
  where(
    'Pearson’s correlation of reward r and length ℓ over n unseen answers, and the interval that holds it in 95 of 100 cases.',
  );
