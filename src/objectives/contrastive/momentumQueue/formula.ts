import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';

export const formula =
  lines(
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \frac{e^{q_i \cdot k_i / \tau}}{e^{q_i \cdot k_i / \tau} + \sum_j e^{q_i \cdot c_j / \tau}}`,
    tex`\theta_k \leftarrow m\, \theta_k + (1 - m)\, \theta_q`,
  ) +
  where(
    'q are the points of the first views; k those of the second, by an encoder whose weights are an exponential moving average of the first one’s, with momentum m; c is the queue of earlier k. No gradient passes through k and c.',
  );
