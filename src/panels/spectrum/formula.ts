import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\mathrm{erank} = \exp \Big( -\sum_k p_k \log p_k \Big), \qquad p_k = \frac{\sigma_k^2}{\sum_l \sigma_l^2}` +
  where(
    'From the singular values σ over all unseen vectors, not centred. All alike: each of D directions has the share 1/D.',
  );
