import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  slantBias:
    tex`\frac{\sum_i r(y_i^A) - r(y_i^B)}{\sum_i \left| r(y_i^+) - r(y_i^-) \right|}` +
    where(
      'The texts A and B are the same but for words of slant; y⁺ is a right claim and y⁻ the wrong one that is most like it. As many pairs of both.',
    ),
  twinAccuracy:
    tex`\frac{1}{n} \sum_i \mathbf{1} \big[\, r(y_i^+) > r(y_i^-) \,\big]` +
    where('y⁺ is a right claim and y⁻ the wrong one that is most like it. Equal rewards count half.'),
};
