import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  kNearest:
    tex`A = \frac{1}{n} \sum_{i=1}^{n} \mathbf{1} \Big[\, c_i = \operatorname*{arg\,max}_c \big\lvert \{ j \in N_5(i) : c_j = c \} \big\rvert \,\Big]` +
    where(
      'N₅ are the five seen things whose representations have the highest cosine with that of the unseen thing i, each with one vote for its class c. Draws count by chance.',
    ),
  secondKNearest:
    tex`A_2 = \frac{1}{n} \sum_{i=1}^{n} \mathbf{1} \Big[\, s_i = \operatorname*{arg\,max}_s \big\lvert \{ j \in N_5(i) : s_j = s \} \big\rvert \,\Big]` +
    where(
      'N₅ are the five seen things whose representations have the highest cosine with that of the unseen thing i, each with one vote for its second label s. Draws count by chance.',
    ),
};
