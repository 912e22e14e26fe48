import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`p = \sigma(|d|), \qquad \mathrm{ECE} = \sum_b \frac{n_b}{n} \big| \mathrm{acc}_b - \mathrm{conf}_b \big|` +
  where('Over ten bins b of the chance p that the model gives its favourite.');
