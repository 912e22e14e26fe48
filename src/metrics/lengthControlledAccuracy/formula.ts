import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

export const formulas = {
  lengthControlledAccuracy:
    lines(
      tex`\frac{1}{n} \sum_i \mathbf{1} \big[\, d_i + \hat c\, (\ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}}) > 0 \big]`,
      tex`\hat c = \operatorname*{arg\,max}_c \sum_i \log \sigma \big( d_i + c\, (\ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}}) \big)`,
    ) +
    where(
      'd is the reward of the chosen item minus that of the rejected one, σ the logistic function. ĉ makes the unseen choices likeliest, beside the reward.',
    ),
};
