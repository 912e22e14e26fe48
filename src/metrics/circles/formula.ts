import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const CIRCLE =
  's is the score of the first against the second, with a reward their difference. Over n threes of which each beats the next; equal ones count half.';

export const formulas = {
  circleAccuracy:
    tex`\frac{1}{3n} \sum_{(a, b, c)} \mathbf{1}[s(a, b) > 0] + \mathbf{1}[s(b, c) > 0] + \mathbf{1}[s(c, a) > 0]` +
    where(CIRCLE),
  circlesWhole:
    tex`\frac{1}{n} \sum_{(a, b, c)} \mathbf{1}[s(a, b) > 0] \; \mathbf{1}[s(b, c) > 0] \; \mathbf{1}[s(c, a) > 0]` +
    where('s is the score of the first against the second. Over n threes of which each beats the next.'),
  orderError:
    tex`\frac{1}{n} \sum_{(a, b)} \big| \sigma(s(a, b)) + \sigma(s(b, a)) - 1 \big|` +
    where('s is the score of the first against the second, σ the logistic function. Over n unseen pairs.'),
};
