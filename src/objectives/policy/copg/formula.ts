import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {BETA, RATIO, SETS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \frac{1}{N} \sum_i\ \underset{j < k}{\mathrm{mean}}\ \frac{1}{2} \big[ (r_{ij} - r_{ik}) - \beta\, (\rho_{ij} - \rho_{ik}) \big]^2`,
    RATIO,
  ) + where(`${SETS}, and ${BETA}.`);
