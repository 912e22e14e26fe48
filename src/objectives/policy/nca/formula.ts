import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {BETA, RATIO, SETS, WEIGHTS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \sum_k \Big[ w_{ik} \log \sigma(\beta \rho_{ik}) + \frac{1}{K} \log \sigma(-\beta \rho_{ik}) \Big]`,
    WEIGHTS,
    RATIO,
  ) + where(`${SETS}, σ the logistic function, ${BETA} and α the reward temperature.`);
