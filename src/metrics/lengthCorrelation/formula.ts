import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  lengthCorrelation:
    tex`c = \mathrm{corr}(r, \ell) = \frac{\mathrm{cov}(r, \ell)}{\sigma_r\, \sigma_\ell}, \qquad \tanh \Big( \mathrm{artanh}\, c \pm \frac{1.96}{\sqrt{n - 3}} \Big)` +
    where(
      'Pearson’s correlation of reward r and length ℓ over n unseen items, and the interval that holds it in 95 of 100 cases.',
    ),
  lengthCorrelationOfGold:
    tex`\mathrm{corr}(g, \ell) = \frac{\mathrm{cov}(g, \ell)}{\sigma_g\, \sigma_\ell}` +
    where('Of the gold reward g and length ℓ, over all unseen items.'),
  lengthRankCorrelation:
    tex`\rho = \mathrm{corr}( \mathrm{rank}\, r,\ \mathrm{rank}\, \ell )` +
    where('Spearman’s correlation, over all unseen items. Equal values share the mean of their ranks.'),
};
