import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {BETA, PAIRS, RATIO} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \frac{1}{2N} \sum_i \big[ \lambda_D\, \sigma(\beta (z - \rho_w)) + \lambda_U\, \sigma(\beta (\rho_l - z)) \big]`,
    tex`z = \max \big( 0,\ \mathrm{mean}\, \rho(y', x) \big)`,
    RATIO,
  ) +
  where(
    `${PAIRS}, ${BETA}, and λ are the weights of good and of bad answers. z is the mean log-ratio of answers y′ to other questions than x, an estimate of the KL divergence from the reference; no gradient passes through it.`,
  );
