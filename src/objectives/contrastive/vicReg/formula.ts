import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \lambda\, s(A, B) + \mu\, \big( v(A) + v(B) \big) + \nu\, \big( c(A) + c(B) \big)`,
    tex`s = \frac{1}{N} \sum_i \lVert a_i - b_i \rVert^2`,
    tex`v = \frac{1}{D} \sum_d \max \Big( 0,\ 1 - \sqrt{\mathrm{Var}_d + 10^{-4}} \Big)`,
    tex`c = \frac{1}{D} \sum_{d \neq e} \mathrm{Cov}_{de}^2`,
  ) +
  where(
    'a and b, the rows of A and B, are what the head makes of the two views of N pairs, before it is put on the sphere; variance and covariance of its D numbers are over the batch.',
  );
