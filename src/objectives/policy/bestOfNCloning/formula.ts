import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {SETS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \pi(y_{i k^*} \mid x_i), \qquad k^* = \underset{k}{\mathrm{argmax}}\ r_{ik}` +
  where(`${SETS}. Answers that share the highest reward have equal parts of its weight.`);
