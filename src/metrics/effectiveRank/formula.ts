import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const RANK = tex`\mathrm{erank} = \exp \Big( -\sum_k p_k \log p_k \Big), \qquad p_k = \frac{\sigma_k^2}{\sum_l \sigma_l^2}`;

export const formulas = {
  effectiveRank:
    RANK +
    where(
      'From the singular values σ of the representations of all unseen things, not centred: p is the share of a direction in their mean squared length.',
    ),
  headRank: RANK + where('From the singular values σ of all unseen points on the sphere, not centred.'),
};
