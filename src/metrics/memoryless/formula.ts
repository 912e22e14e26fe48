import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const TILT = 'q* is the source q tilted, q*(x) ∝ q(x) exp(r(x) / β), with a KL of log n from q';
const M = 'm is the number of tokens';

export const formulas = {
  gap: tex`\frac{1}{m} \big( \mathbb{E}_{q^*} r - \mathbb{E}_{\text{best}} r \big)` + where(`${TILT}; ${M}.`),
  bestReward:
    tex`\frac{1}{m} \sum_g r_g \big( F(g)^n - F(g - 1)^n \big)` +
    where(`F(g) is the chance that one answer is worth r_g or less; ${M}.`),
  tiltReward: tex`\frac{1}{m} \mathbb{E}_{q^*} r` + where(`${TILT}; ${M}.`),
  filterReward:
    tex`\frac{1}{m} \mathbb{E}_q \big[ r \,\big|\, \text{among the best } 1/n \big]` +
    where(`Answers at the edge are taken in part; ${M}.`),
  bestLacks:
    tex`\frac{1}{m} \big( R(D_{\text{best}}) - \mathbb{E}_{\text{best}} r \big)` +
    where(`R(D) is the reward of the tilt with the KL D; ${M}.`),
  filterLacks:
    tex`\frac{1}{m} \big( R(D_{\text{filter}}) - \mathbb{E}_{\text{filter}} r \big)` +
    where(`R(D) is the reward of the tilt with the KL D; ${M}.`),
  bestDivergence: tex`\frac{1}{m} D_{\mathrm{KL}}(\text{best of } n \,\Vert\, q)` + where(`q is the source, ${M}.`),
  between: tex`\frac{1}{m} D_{\mathrm{KL}}(\text{best of } n \,\Vert\, q^*)` + where(`${TILT}; ${M}.`),
  slack: tex`\log n - \frac{n - 1}{n} - D_{\mathrm{KL}}(\text{best of } n \,\Vert\, q)` + where('q is the source.'),
};
