import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  lengthShare:
    tex`1 - \frac{\sum_b n_b\, (\bar r^{\,b}_{\mathrm{chosen}} - \bar r^{\,b}_{\mathrm{rejected}}) / \sum_b n_b}{\bar r_{\mathrm{chosen}} - \bar r_{\mathrm{rejected}}}` +
    where(
      'Over ten bins b of equally many items of about one length, those that hold both chosen and rejected ones, with n items each. 0 where chosen items are not ahead.',
    ),
};
