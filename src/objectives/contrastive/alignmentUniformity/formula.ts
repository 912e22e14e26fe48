import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = w_a \frac{1}{N} \sum_i \lVert a_i - b_i \rVert^{\alpha} + \frac{w_u}{2} \big( U(a) + U(b) \big)`,
    tex`U(x) = \log \underset{i \neq j}{\mathrm{mean}}\ e^{-t \lVert x_i - x_j \rVert^2}`,
  ) + where(`${PAIRS}. The first part pulls pairs together, the second spreads all points; w are their weights.`);
