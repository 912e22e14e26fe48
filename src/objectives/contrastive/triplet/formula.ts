import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {VIEWS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = \underset{i}{\mathrm{mean}}\ \underset{j \neq i,\, p(i)}{\mathrm{mean}}\ \max \big( 0,\ m + \lVert x_i - x_{p(i)} \rVert^2 - \lVert x_i - x_j \rVert^2 \big)` +
  where(`${VIEWS}, m is the margin.`);
