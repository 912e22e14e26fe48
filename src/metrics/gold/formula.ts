import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  goldAgreement:
    tex`P \big(\, (r_A - r_B)(g_A - g_B) > 0 \mid g_A \neq g_B \,\big)` +
    where('Over unseen pairs of items A and B, for the reward r and the gold reward g. Equal rewards count half.'),
  goldCorrelation:
    tex`\mathrm{corr}(r, g) = \frac{\mathrm{cov}(r, g)}{\sigma_r\, \sigma_g}` +
    where('Of the reward r and the gold reward g, over all unseen items.'),
};
