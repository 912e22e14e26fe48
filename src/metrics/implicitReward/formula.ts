import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  chosenLog:
    tex`\frac{1}{n} \sum_i \log \frac{\pi(y_{\mathrm{chosen}} | x_i)}{\pi_{\mathrm{ref}}(y_{\mathrm{chosen}} | x_i)}` +
    where('Over n pairs of answers to questions x.'),
  rejectedLog:
    tex`\frac{1}{n} \sum_i \log \frac{\pi(y_{\mathrm{rejected}} | x_i)}{\pi_{\mathrm{ref}}(y_{\mathrm{rejected}} | x_i)}` +
    where('Over n pairs of answers to questions x.'),
  pairAccuracy:
    tex`P(\, \hat r_{\mathrm{chosen}} > \hat r_{\mathrm{rejected}} \,), \qquad \hat r(x, y) = \beta \log \frac{\pi(y|x)}{\pi_{\mathrm{ref}}(y|x)}` +
    where('Over pairs of answers to questions x. Equal values count half.'),
};
