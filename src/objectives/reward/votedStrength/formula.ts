import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \big[ (1 - \varepsilon_i) \log \sigma(d_i - \kappa \mu_i) + \varepsilon_i \log \sigma(\kappa \mu_i - d_i) \big]`,
    tex`\mu_i = \frac{1}{M} \sum_{m=1}^{M} d_i^{(m)}`,
  ) +
  where(
    `${PAIRS} d⁽ᵐ⁾ is that difference by voter m. The pairs with the lowest μ are left out, and of others with a low μ the chosen and the rejected item change places; ε is the smoothing of softened pairs, and 0 for all others.`,
  );
