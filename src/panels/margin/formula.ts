import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`d = r_{\mathrm{chosen}} - r_{\mathrm{rejected}}` + where('Over unseen pairs. Above 0 the model agrees.');
