import {tex} from 'virtual:tex';
import type {PartValue} from '../../../spec/index.ts';
import {lines, where} from '../../../tex/where.ts';
import type {dualView} from './index.spec.ts';

const LOSS = lines(
  tex`\mathcal{L} = (1 - w)\, \ell(q^a, k^b) + w\, \ell(q^b, k^a)`,
  tex`\ell(q, k) = -\frac{1}{N} \sum_i \log \frac{e^{q_i \cdot k_i / \tau}}{e^{q_i \cdot k_i / \tau} + \sum_{j \in K_i} e^{q_i \cdot c_j / \tau}}`,
  tex`\theta_k \leftarrow m\, \theta_k + (1 - m)\, \theta_q`,
);

export const formula = ({side}: PartValue<typeof dualView>): string =>
  LOSS +
  where(
    `q are the encoder’s points of the views a and b; k are those of the momentum encoder, an exponential moving average with momentum m; c is the queue of earlier k of b, and K the share of it that is ${side === 'hardest' ? 'most' : 'least'} similar to the anchor i. No gradient passes through k, c and the choice.`,
  );
