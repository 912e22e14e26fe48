import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  choiceLoss:
    tex`\mathcal{L} = -\frac{1}{n} \sum_i \log \sigma(r_{\mathrm{chosen}} - r_{\mathrm{rejected}})` +
    where(
      'Over n unseen pairs, whatever the training loss is; σ is the logistic function. A tie counts half for either side.',
    ),
};
