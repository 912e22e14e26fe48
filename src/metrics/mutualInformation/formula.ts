import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  mutualInformation:
    tex`I(x; y) \ge \log K - \mathcal{L}` +
    where(
      'Of the training batch: K is the number of candidates among which the loss looks for the positive, and 𝓛 the loss.',
    ),
  mutualInformationBound:
    tex`\log K - \mathcal{L} \le \log K` +
    where(
      'A loss that is never below 0 cannot show more than log K. The number of candidates K is the batch size N; 2N − 1 with NT-Xent; the length of the queue and 1 with a momentum queue.',
    ),
};
