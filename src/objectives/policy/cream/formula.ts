import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {BETA, PAIRS, RATIO} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \big[ C \log \sigma(d_i) + (1 - C) \log \sigma(-d_i) \big], \qquad d = \beta\, (\rho_w - \rho_l)`,
    tex`C = \frac{\tau + 1}{2}`,
    RATIO,
  ) +
  where(
    `${PAIRS}, ${BETA}; τ is Kendall’s correlation of the orders in which the policy and the one before it put the same answers, by ρ.`,
  );
