import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  strengthFindsFlips:
    tex`P(\mu_i < \mu_j), \qquad \mu = \frac{1}{M} \sum_m r_m(\mathrm{chosen}) - r_m(\mathrm{rejected})` +
    where(
      'i is a training pair whose label is the opposite of what was chosen, and j one of the others; r are the rewards of the M voters. Equal strengths count half. This is the area under the ROC curve.',
    ),
  weakestFlipped:
    tex`P(\text{flipped} \mid \mu \le q_{0.1})` +
    where('q is the tenth of the training pairs with the lowest strength μ by vote.'),
};
