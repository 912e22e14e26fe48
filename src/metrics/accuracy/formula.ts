import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  accuracy:
    tex`\frac{1}{n} \sum_i \mathbf{1} \big[\, r_{\mathrm{chosen}} > r_{\mathrm{rejected}} \big]` +
    where('Over the n unseen pairs in which one was chosen. Equal rewards count half.'),
  accuracyOfTheirTaste:
    tex`\frac{1}{n} \sum_i \mathbf{1} \big[\, u_{\mathrm{chosen}} > u_{\mathrm{rejected}} \big], \qquad u(y) = \sum_a v_a\, f_a(y)` +
    where(
      'What attribute f is worth to the annotators on the whole is v. Over n unseen pairs; equal values count half.',
    ),
  accuracyLonger:
    tex`P(\, r_{\mathrm{chosen}} > r_{\mathrm{rejected}} \mid \ell_{\mathrm{chosen}} > \ell_{\mathrm{rejected}} \,)` +
    where('Over unseen pairs in which the longer was chosen. Equal rewards count half.'),
  accuracyShorter:
    tex`P(\, r_{\mathrm{chosen}} > r_{\mathrm{rejected}} \mid \ell_{\mathrm{chosen}} < \ell_{\mathrm{rejected}} \,)` +
    where('Over unseen pairs in which the shorter was chosen. Equal rewards count half.'),
};
