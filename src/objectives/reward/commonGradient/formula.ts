import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \sum_k \lambda_k \mathcal{L}_k, \qquad \mathcal{L}_k = -\frac{1}{N_k} \sum_{i \in k} \log \sigma(d_i)`,
    tex`\lambda = \arg\min_{\lambda_k \ge 0,\; \sum_k \lambda_k = 1} \Big\lVert \sum_k \lambda_k g_k \Big\rVert^2`,
  ) +
  where(
    `${PAIRS} N_k of them are of group k, and g_k is the moving average of the gradient of its loss along the last layer’s weights.`,
  );
