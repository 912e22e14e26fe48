import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  labelAccuracy:
    tex`\frac{1}{N} \sum_i \big[ g(w_i) > g(l_i) \big] + \tfrac{1}{2} \big[ g(w_i) = g(l_i) \big]` +
    where(
      'Over the N pairs that were collected last, of a chosen answer w and a rejected one l; g is the gold reward.',
    ),
  consistency:
    tex`C = \frac{\tau + 1}{2}, \qquad \tau = \frac{\text{pairs in the same order} - \text{pairs in opposite orders}}{\text{pairs in either}}` +
    where(
      'Of the answers to the same question, by the log-ratio to the reference under the policy and under the one before it.',
    ),
};
