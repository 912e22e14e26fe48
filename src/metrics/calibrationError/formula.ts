import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  calibrationError:
    tex`\mathrm{ECE} = \sum_b \frac{n_b}{n} \big| \mathrm{acc}_b - \mathrm{conf}_b \big|, \qquad p = \sigma(|d|)` +
    where(
      'Over ten equal bins b of the chance p, from 1/2 to 1, that the model gives its favourite: conf is the mean of p, acc the share of pairs in which the favourite was chosen.',
    ),
  sharedCalibrationError:
    tex`\sum_b \frac{n_b}{n} \big| \overline{\sigma(u)}_b - \overline{\sigma(|d|)}_b \big|, \qquad u = \mathrm{sign}(d) \sum_a v_a (f_{a1} - f_{a2})` +
    where(
      'Over ten equal bins b of the chance σ(|d|), from 1/2 to 1, that the model gives its favourite. What attribute f is worth to the annotators on average is v.',
    ),
};
