import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {BETA, RATIO, SETS, WEIGHTS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \sum_k w_{ik} \log \frac{e^{\beta \rho_{ik}}}{\sum_j e^{\beta \rho_{ij}}}`,
    WEIGHTS,
    RATIO,
  ) + where(`${SETS}, ${BETA} and α the reward temperature.`);
