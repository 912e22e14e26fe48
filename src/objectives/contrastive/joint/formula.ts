import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {VIEWS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \frac{1}{2N} \sum_i \big[ \beta\, \ell_i^{\mathrm{sup}} + (1 - \beta)\, \ell_i \big], \qquad \ell_i = \log \sum_{j \neq i} e^{x_i \cdot x_j / \tau} - \frac{x_i \cdot x_{p(i)}}{\tau}`,
    tex`\ell_i^{\mathrm{sup}} = \log \sum_{j \neq i} e^{x_i \cdot x_j / \tau} - \frac{1}{\lvert P(i) \rvert} \sum_{q \in P(i)} \frac{x_i \cdot x_q}{\tau}`,
  ) +
  where(`${VIEWS}, P(i) are the other views of the class of i, τ is the temperature and β the weight of supervision.`);
