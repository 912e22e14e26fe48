import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

const FOUND = lines(
  tex`W = (X^\top X + \lambda I)^{-1} X^\top Y`,
  tex`\frac{1}{\lvert U_m \rvert} \sum_{i \in U_m} \mathbf{1} \big[ m = \operatorname*{arg\,max}_c\, [ (r_i - \bar{r}) W + \bar{y} ]_c \big]`,
);
const PROBE =
  'X are the centred representations r of seen things and Y their classes, one-hot; U are the unseen things of the minority m';

export const formulas = {
  centroidGap:
    tex`\frac{\min_{c \neq m} \lVert \mu_m - \mu_c \rVert}{\mathrm{mean}_{c \neq d} \lVert \mu_c - \mu_d \rVert}` +
    where(
      'μ is the mean of the unit vectors of the representations of the unseen things of a class, and m the minority.',
    ),
  minorityRecall: FOUND + where(`${PROBE}.`),
};
