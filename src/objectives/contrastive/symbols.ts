/** Words and formulas that the formulas of several contrastive objectives share. */
import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

/** Where points come from. */
export const PLACES =
  tex`f(x) = \frac{h(r(x))}{\lVert h(r(x)) \rVert}` +
  where('The point of a view x: the representation r, the head h, and the length 1.');

export const PAIRS = 'a and b are the points of the two views of each of N pairs';
export const VIEWS = 'x are the points of all 2N views; p(i) is the other view of the same thing as i';

/** The loss with an estimate of what true negatives give; m is their mean before the correction. */
export const ESTIMATE = lines(
  tex`\mathcal{L} = \frac{1}{2N} \sum_i \log \Big( 1 + M\, g_i\, e^{-x_i \cdot x_{p(i)} / \tau} \Big)`,
  tex`g_i = \max \bigg( \frac{m_i - \tau^{+} e^{x_i \cdot x_{p(i)} / \tau}}{1 - \tau^{+}},\ e^{-1 / \tau} \bigg)`,
);
