import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{2N} \sum_i \bigg[ \log \sum_{j \neq i} e^{x_i \cdot x_j / \tau} - \frac{1}{\lvert P(i) \rvert} \sum_{q \in P(i)} \frac{x_i \cdot x_q}{\tau} \bigg]` +
  where('x are the points of all 2N views, P(i) are the other views of the class of i, τ is the temperature.');
