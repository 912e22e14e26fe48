import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const LEARNT =
  'q is the softmax of the reward over all points, divided by the exponent assumed; the mean of these where annotators are told apart.';

export const formulas = {
  densityKL:
    tex`\mathrm{KL}(p^* \Vert q) = \sum_x p^*(x) \log \frac{p^*(x)}{q(x)}, \qquad p^* = \frac{1}{K} \sum_k p_k` +
    where(`${LEARNT} p_k is the density of annotator k.`),
  densityUnliked:
    tex`\sum_x q(x) \prod_k \mathbf{1} \big[\, p_k(x) < \tfrac{1}{10} \max_y p_k(y) \,\big]` +
    where(`${LEARNT} p_k is the density of annotator k.`),
};
