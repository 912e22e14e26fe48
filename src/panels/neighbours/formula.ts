import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`s_{ij} = \frac{r(x_i) \cdot r(x_j)}{\lVert r(x_i) \rVert \, \lVert r(x_j) \rVert}` +
  where('The cosine of the representations r. Of each other thing its nearest picture counts, once.');
