import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  rewardMargin:
    tex`\frac{1}{n} \sum_i \big( r_{\mathrm{chosen}} - r_{\mathrm{rejected}} \big)` +
    where('Over the n unseen pairs in which one was chosen.'),
};
