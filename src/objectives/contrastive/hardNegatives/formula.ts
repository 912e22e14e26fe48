import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {ESTIMATE, VIEWS} from '../symbols.ts';

export const formula =
  lines(
    ESTIMATE,
    tex`m_i = \frac{\sum_j e^{(1 + \beta)\, x_i \cdot x_j / \tau}}{\sum_j e^{\beta\, x_i \cdot x_j / \tau}}`,
  ) +
  where(
    `${VIEWS}. The mean m is over the M negatives j of i; the hardness β gives the similar ones more weight, and a share τ⁺ of them is taken to be of its own kind.`,
  );
