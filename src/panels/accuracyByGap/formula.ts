import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`P(\, r_{\mathrm{chosen}} > r_{\mathrm{rejected}} \mid \ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}} \,)` +
  where('Over unseen pairs, by how much longer the chosen answer is.');
