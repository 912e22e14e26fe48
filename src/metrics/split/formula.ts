import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const probeOf = (half: string, classes: string, things: string) =>
  tex`\frac{1}{\lvert U \rvert} \sum_{i \in U} \mathbf{1} \big[ c_i = \operatorname*{arg\,max}_c\, [ (h_i - \bar{h}) W + \bar{y} ]_c \big], \qquad W = (X^\top X + \lambda I)^{-1} X^\top Y` +
  where(
    `h is the ${half} half of the head, X its centred values for seen ${things}, and Y their ${classes} classes, one-hot; U are unseen ${things}. λ is a thousandth of the mean of the diagonal of XᵀX.`,
  );

export const formulas = {
  commonInCommon: probeOf('first', 'common', 'things'),
  commonInSalient: probeOf('second', 'common', 'targets'),
  salientInSalient: probeOf('second', 'salient', 'targets'),
  salientInCommon: probeOf('first', 'salient', 'targets'),
};
