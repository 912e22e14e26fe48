import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

const PROBE = lines(
  tex`W = (X^\top X + \lambda I)^{-1} X^\top Y`,
  tex`\hat{c}(x) = \operatorname*{arg\,max}_c \, \big[ (r(x) - \bar{r}) W + \bar{y} \big]_c`,
);
const RIDGE = 'λ is a thousandth of the mean of the diagonal of XᵀX';

export const formulas = {
  linearProbe:
    PROBE +
    where(
      `X are the centred representations of seen things and Y their classes, one-hot; ${RIDGE}. The share of unseen things whose class is found.`,
    ),
  secondLinearProbe:
    PROBE +
    where(
      `X are the centred representations of seen things and Y their second labels, one-hot; ${RIDGE}. The share of unseen things whose second label is found.`,
    ),
};
