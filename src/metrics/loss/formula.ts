import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  generalisationGap:
    tex`\frac{1}{B} \sum_{b=1}^{B} \big[ \mathcal{L}(U_b) - \mathcal{L}(S_b) \big]` +
    where(
      'U are batches of pairs of unseen things and S of things that were trained on, each of the training batch’s size; both are the same at every step, and B is up to 20.',
    ),
  choiceLoss:
    tex`\mathcal{L} = -\frac{1}{n} \sum_i \log \sigma(r_{\mathrm{chosen}} - r_{\mathrm{rejected}})` +
    where(
      'Over n unseen pairs, whatever the training loss is; σ is the logistic function. A tie counts half for either side.',
    ),
};
