import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const SUBSETS =
  'Over all subsets of n of the answers to each question; n is the largest power of two for which there are answers. r is the reward and g the gold reward, in deviations σ from the mean over all answers.';

export const formulas = {
  bestOfAllGold:
    tex`\mathbb{E}\, \frac{g(\arg\max_{k \le n} r(y_k)) - \bar g}{\sigma_g}, \qquad D_{\mathrm{KL}} \le \log n - \frac{n - 1}{n}` +
    where(SUBSETS),
  bestOf16Gold:
    tex`\mathbb{E}\, \frac{g(\arg\max_{k \le 16} r(y_k)) - \bar g}{\sigma_g}` +
    where(
      'Over all subsets of 16 of the answers to each question. r is the reward and g the gold reward, in deviations σ from the mean over all answers.',
    ),
  bestOfAllProxy:
    tex`\mathbb{E}\, \frac{\max_{k \le n} r(y_k) - \bar r}{\sigma_r}, \qquad D_{\mathrm{KL}} \le \log n - \frac{n - 1}{n}` +
    where(SUBSETS),
};
