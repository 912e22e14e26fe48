import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

const mean = tex`\sum_y \pi(y)\, c(y)`;
const counted = (what: string) =>
  mean + where(`Over all answers y that the policy π can give; c(y) is the number of ${what} in y.`);

const STATES =
  'd(s) is the chance that an answer passes through the state s: how often each kind of statement was made so far.';

export const formulas = {
  gold:
    tex`\mathbb{E}_\pi\, g = \sum_y \pi(y)\, g(y)` +
    where('Over all answers y that the policy π can give; g is the gold reward.'),
  proxy:
    tex`\mathbb{E}_\pi\, r = \sum_y \pi(y)\, r(y)` +
    where('Over all answers y that the policy π can give; r is the reward of the judge.'),
  divergence:
    lines(
      tex`D_{\mathrm{KL}}(\pi \,\Vert\, \pi_{\mathrm{ref}}) = \sum_y \pi(y) \log \frac{\pi(y)}{\pi_{\mathrm{ref}}(y)}`,
      tex`= \sum_s d_\pi(s) \sum_a \pi(a|s) \log \frac{\pi(a|s)}{\pi_{\mathrm{ref}}(a|s)}`,
    ) + where(STATES),
  reverseDivergence:
    tex`D_{\mathrm{KL}}(\pi_{\mathrm{ref}} \,\Vert\, \pi) = \sum_s d_{\mathrm{ref}}(s) \sum_a \pi_{\mathrm{ref}}(a|s) \log \frac{\pi_{\mathrm{ref}}(a|s)}{\pi(a|s)}` +
    where(STATES),
  entropy: tex`H(\pi) = -\sum_s d(s) \sum_a \pi(a|s) \log \pi(a|s)` + where(STATES),
  answers: tex`\exp H(\pi) = \exp \Big( -\sum_y \pi(y) \log \pi(y) \Big)` + where('Over all answers y.'),
  moves: tex`\sum_s d(s) - 1` + where(`${STATES} The end is not counted.`),
  facts: counted('different facts about what was asked'),
  wrong: counted('errors about what was asked'),
  offTopic: counted('statements about something else'),
  length: counted('tokens'),
  style: counted('style marks'),
  praise: counted('compliments'),
  rude: counted('insults'),
  repeats: counted('statements that were made before'),
  winRate:
    tex`P(\, g(y) > g(y') \,) + \tfrac{1}{2} P(\, g(y) = g(y') \,)` +
    where('An answer y of the policy, an answer y′ of the reference; g is the gold reward.'),
  regret:
    lines(
      tex`J(\pi^*) - J(\pi) = \beta\, D_{\mathrm{KL}}(\pi \,\Vert\, \pi^*)`,
      tex`J(\pi) = \mathbb{E}_\pi\, r - \beta\, D_{\mathrm{KL}}(\pi \,\Vert\, \pi_{\mathrm{ref}})`,
    ) + where('No policy has a higher J than π*; r is the reward of the judge.'),
  optimumDistance:
    tex`D_{\mathrm{KL}}(\pi \,\Vert\, \pi^*), \qquad \pi^*(y) \propto \pi_{\mathrm{ref}}(y)\, \exp(r(y) / \beta)` +
    where('r is the reward of the judge, β the price of divergence.'),
};

/** Of a metric that reward models have under the same name, in other units. */
export const ofPolicies = {
  bestOf16Gold:
    tex`\sum_y g(y)\, \frac{\pi(y)}{\pi(r = r(y))} \Big( \pi(r \le r(y))^{16} - \pi(r < r(y))^{16} \Big)` +
    where('The judge’s reward r chooses among 16 answers of the policy, ties by chance; g is the gold reward.'),
};
