import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\hat p = \frac{1}{n} \sum_i \mathbf{1} \big[\, r_{\mathrm{chosen}} > r_{\mathrm{rejected}} \big], \qquad \frac{\hat p + \frac{z^2}{2n} \pm z \sqrt{\frac{\hat p (1 - \hat p)}{n} + \frac{z^2}{4 n^2}}}{1 + \frac{z^2}{n}}` +
  where('Over the n unseen pairs of each kind, with Wilson’s interval; z = 1.96.');
