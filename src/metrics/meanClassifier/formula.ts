import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

const MEANS = 'f is the representation of an unseen thing, scaled to length 1, and y its class; the mean of W is over';
const FOUND = lines(
  tex`W_c = \underset{i :\, c_i = c}{\mathrm{mean}}\ f_i`,
  tex`\hat{c}(f) = \operatorname*{arg\,max}_c \, f \cdot W_c`,
);

export const formulas = {
  meanClassifier: FOUND + where(`${MEANS} all seen things of the class. The share of right classes.`),
  meanClassifier5: FOUND + where(`${MEANS} five seen things of the class. The share of right classes.`),
  meanClassifierLoss:
    tex`L_{\mathrm{sup}}^{\mu} = \mathrm{mean}\ \log_2 \Big( 1 + \sum_{c \neq y} e^{f \cdot W_c - f \cdot W_y} \Big)` +
    where(`${MEANS} all seen things of the class.`),
  intraclassDeviation:
    tex`s(f) = \underset{c}{\mathbb{E}} \Big[ \sqrt{\lVert \Sigma_c \rVert_2}\ \underset{x \sim c}{\mathbb{E}} \lVert f(x) \rVert \Big]` +
    where(
      'Σ is the covariance of the representations of unseen things of a class c, scaled to length 1; its norm is the largest variance in any direction.',
    ),
};
