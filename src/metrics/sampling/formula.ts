import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  sampledReward:
    tex`\frac{1}{n} \sum_{i=1}^{n} r(y_i), \qquad y_i \sim \pi` +
    where('Over the n answers of a batch; r is the judge’s reward.'),
  beta:
    tex`\beta \leftarrow \beta \Big( 1 + 0.1\, \mathrm{clip}\Big( \frac{K - K^*}{K^*}, \pm 0.2 \Big) \Big), \qquad \beta \leftarrow \max\big( 0,\; \beta + 0.01\, (K - K^*) \big)` +
    where('Adaptive, and constrained. K is the divergence of the last batch, K* the target.'),
  criticLoss:
    tex`\frac{1}{n} \sum_i \sum_t \big( V(s_t) - \hat R_t \big)^2` +
    where(
      'Over the moves of n answers; R̂ is what was still to come, as the advantages say. A value that has moved too far counts as clipped.',
    ),
};
