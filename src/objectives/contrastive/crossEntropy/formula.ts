import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{2N} \sum_i \log \frac{\pi_{y_i}^{a}\, e^{x_i \cdot w_{y_i} / T}}{\sum_c \pi_c^{a}\, e^{x_i \cdot w_c / T}}` +
  where(
    'x are the points of all 2N views and y their classes; w are the directions of classes, of length 1, π the shares of classes among what is trained on, a the logit adjustment and T the classifier temperature.',
  );
