import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`d = w_{\mathrm{home}} - w_{\mathrm{away}} + h, \qquad \Sigma = \Big( \sum_{\mathrm{seen}} i(d)\, x x^{\top} \Big)^{+}, \qquad w \pm 1.96 \sqrt{\Sigma_{ww}}` +
  where(
    'Strengths w about the league’s mean. The interval is that of the likeliest strengths, from the information i of every match seen, minus the second derivative of its log-likelihood; x marks who played, and h is home.',
  );
