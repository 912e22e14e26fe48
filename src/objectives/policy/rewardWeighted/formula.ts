import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {SETS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = -\frac{1}{N} \sum_i \sum_k w_{ik} \log \pi(y_{ik} \mid x_i), \qquad w_{ik} = \frac{e^{r_{ik} / \beta}}{\sum_j e^{r_{ij} / \beta}}` +
  where(`${SETS}, and β the reward temperature.`);
