import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \big[ (1 - \varepsilon) \log \sigma(d_i) + \varepsilon \log \sigma(-d_i) \big], \qquad d = \beta\, (\rho_w - \rho_l)` +
  where(`${PAIRS} β is the KL coefficient, ε the smoothing.`);
