import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {BETA, PAIRS, RATIO} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \big[ (1 - \varepsilon) \log \sigma(d_i) + \varepsilon \log \sigma(-d_i) \big], \qquad d = \beta\, (\rho_w - \rho_l)`,
    RATIO,
  ) + where(`${PAIRS}, ${BETA} and ε the smoothing.`);
