import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

export const formulas = {
  linearProbe:
    lines(
      tex`W = (X^\top X + \lambda I)^{-1} X^\top Y`,
      tex`\hat{c}(x) = \operatorname*{arg\,max}_c \, \big[ (r(x) - \bar{r}) W + \bar{y} \big]_c`,
    ) +
    where(
      'X are the centred representations of seen things and Y their classes, one-hot; λ is a thousandth of the mean of the diagonal of XᵀX. The share of unseen things whose class is found.',
    ),
};
