import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';

export const formula =
  lines(
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \frac{1}{K (K - 1)} \sum_{j \neq k} \sigma(r_{ij} - r_{ik}) \log \sigma\big( \eta\, (\rho_{ij} - \rho_{ik}) \big)`,
    tex`r = P(y \succ y'),\ y' \sim \pi_t, \qquad \rho = \log \frac{\pi(y \mid x)}{\pi_t(y \mid x)}`,
  ) +
  where(
    'Both orders of each pair are in the sum. Over N questions with K answers each, which π_t gave: the policy when answers were collected; r is the win rate of an answer, η the inertia, σ the logistic function.',
  );
