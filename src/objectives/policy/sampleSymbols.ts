/** Formulas and words that the formulas of objectives of fresh answers share. */
import {tex} from 'virtual:tex';
import type {Place} from './control.spec.ts';

export const SAMPLES =
  'Over N questions with K answers each, just given by the policy π: i is an answer, t one of its moves, r the reward, and advantages A are numbers through which nothing is trained.';

/** What an answer was worth, by the place of the KL. */
export const RETURN: Readonly<Record<Place, string>> = {
  reward: tex`R_i = r_i - \beta \sum_t \log \frac{\pi(a_{it} \mid s_{it})}{\pi_{\mathrm{ref}}(a_{it} \mid s_{it})}`,
  loss: tex`R_i = r_i - \beta \sum_t D_{it}`,
};

/** What the KL adds to the loss of each replica. */
export const DIVERGENCE: Readonly<Record<Place, string>> = {
  reward: '',
  loss: tex`\quad + \; \frac{\beta}{NK} \sum_i \sum_t D_{it}`,
};

/** What its symbols are. */
export const KL: Readonly<Record<Place, string>> = {
  reward: 'β is the KL coefficient.',
  loss: 'β is the KL coefficient, and D the KL divergence of π from the reference at a state. What earlier moves do to it is paid like a reward.',
};

export const POLICY_GRADIENT = tex`\mathcal{L} = -\frac{1}{NK} \sum_i A_i \sum_t \log \pi(a_{it} \mid s_{it})`;

/** The clipped loss of one move, by the place of the KL; where advantages belong to answers, A_it is A_i. */
export const CLIPPED: Readonly<Record<Place, string>> = {
  reward: tex`\ell_{it} = -\min\big( \rho_{it} A_{it},\; \mathrm{clip}(\rho_{it}, 1 - \varepsilon, 1 + \varepsilon)\, A_{it} \big)`,
  loss: tex`\ell_{it} = -\min\big( \rho_{it} A_{it},\; \mathrm{clip}(\rho_{it}, 1 - \varepsilon, 1 + \varepsilon)\, A_{it} \big) + \beta D_{it}`,
};

export const RATIO = 'ρ is the probability of a move over what it was when the answer was given, and ε the clip.';

export const MEAN_OF_SUMS = tex`\mathcal{L} = \frac{1}{NK} \sum_i \sum_t \ell_{it}`;
