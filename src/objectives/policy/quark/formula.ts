import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {BETA} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{NK} \sum_i \Big[ -\log \pi(y_i \mid x_i, g_i) + \beta \sum_t \mathrm{KL}\big(\pi_{\mathrm{ref}}(\cdot \mid s_{it}) \,\|\, \pi(\cdot \mid s_{it}, g_i)\big) \Big]` +
  where(`Over N questions x with K answers y each; g is the goal that an answer meets, s its states and ${BETA}.`);
