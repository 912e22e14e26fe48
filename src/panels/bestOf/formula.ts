import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\mathbb{E}\,[\, g(\arg\max_{k \le n} r(y_k)) \,], \qquad D_{\mathrm{KL}} \le \log n - \frac{n - 1}{n}` +
  where(
    'Over all subsets of n of the answers to each question; g is the true worth and r the reward, both in deviations.',
  );
