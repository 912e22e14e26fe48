import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  rewardSpread:
    tex`\frac{\frac{1}{n} \sum_i \mathrm{var}_m\, d_{mi}}{\mathrm{var}_i\, \bar{d}_i}, \qquad d_{mi} = r_m(a_i) - r_m(b_i)` +
    where(
      'Over the n unseen pairs and the models m of an ensemble, each of which has learnt from seven tenths of the pairs. The variance over models is that of a sample.',
    ),
};
