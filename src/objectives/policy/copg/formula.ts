import {tex} from 'virtual:tex';
import {where} from '../../../tex/where.ts';
import {BETA, RATIO, SETS} from '../symbols.ts';

export const formula =
  tex`\mathcal{L} = \frac{1}{N} \sum_i\ \underset{j < k}{\mathrm{mean}}\ \frac{1}{2} \big[ (r_{ij} - r_{ik}) - \beta\, (\rho_{ij} - \rho_{ik}) \big]^2` +
  where(`${SETS} ${RATIO}, and ${BETA}.`);
