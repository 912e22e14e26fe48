import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {CHOICES, PAIRS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \mathcal{L}_{\mathrm{BT}} + \lambda\, \frac{\mathrm{cov}^2(r, \ell)}{(\mathrm{var}\, r + 1)\, \mathrm{var}\, \ell}`,
    CHOICES,
  ) +
  where(
    `${PAIRS} Covariance and variances are over the 2N items of the batch. Where rewards vary much the fraction is ρ², the squared correlation of reward r and length ℓ.`,
  );
