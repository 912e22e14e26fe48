import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`s_{ij} = f(x_i) \cdot f(y_j), \qquad p_{ij} = \frac{e^{s_{ij} / \tau}}{\sum_{k \neq i} e^{s_{ik} / \tau}}` +
  where('Rows: first views x. Columns: second views y. p is the share of the push on x that negative y takes.');
