import {tex} from 'virtual:tex';
import type {PartValue} from '../../../spec/index.ts';
import {lines, where} from '../../../tex/where.ts';
import {CLIPPED, KL, MEAN_OF_SUMS, RATIO, SAMPLES} from '../sampleSymbols.ts';
import type {ppo} from './index.spec.ts';

type Settings = PartValue<typeof ppo>;

const UNCLIPPED: Readonly<Record<Settings['place'], string>> = {
  reward: tex`\ell_{it} = -\rho_{it} A_{it}`,
  loss: tex`\ell_{it} = -\rho_{it} A_{it} + \beta D_{it}`,
};

const ADVANTAGES = tex`A_{it} = \sum_{u \geq t} (\gamma \lambda)^{u - t} \big( r_{iu} + \gamma V_{i, u + 1} - V_{iu} \big)`;

const PAID: Readonly<Record<Settings['place'], string>> = {
  reward: tex`r_{it} = r_i\, [t = T_i] - \beta \log \frac{\pi(a_{it} \mid s_{it})}{\pi_{\mathrm{ref}}(a_{it} \mid s_{it})}`,
  loss: tex`r_{it} = r_i\, [t = T_i] - \beta D_{i, t + 1}`,
};

export const formula = ({clipped, whitened, place}: Settings): string =>
  lines(MEAN_OF_SUMS, (clipped ? CLIPPED : UNCLIPPED)[place], ADVANTAGES, PAID[place]) +
  where(
    [
      SAMPLES,
      clipped ? RATIO : 'ρ is the probability of a move over what it was when the answer was given.',
      'V is the value network, T the last move of an answer, λ how far ahead advantages look, and γ the discount.',
      whitened ? 'Advantages are brought to mean 0 and deviation 1 first.' : '',
      KL[place],
    ].join(' '),
  );
