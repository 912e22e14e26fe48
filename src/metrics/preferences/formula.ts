import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const P = "P(y ≻ y') is the chance that y is preferred to y'";

export const formulas = {
  exploitability:
    tex`\max_{y'} \sum_y \pi(y)\, P(y' \succ y) - \tfrac{1}{2}` +
    where(`${P}; y' is any answer, y one of the policy π.`),
  averageExploitability:
    tex`\max_{y'} \sum_y \bar\pi(y)\, P(y' \succ y) - \tfrac{1}{2}, \qquad \bar\pi = \frac{1}{T} \sum_t \pi_t` +
    where(`${P}; π₁ to π_T are the policies that have collected answers.`),
  preferred:
    tex`\sum_{y, y'} \pi(y)\, \pi_{\mathrm{ref}}(y')\, P(y \succ y')` +
    where(`${P}; y is an answer of the policy, y' one of the reference.`),
};
