import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

const accuracyWith = (labels: number) =>
  lines(
    tex`P \Big( \sum_k \hat{w}_k\, d_k > 0 \Big)`,
    tex`\hat{w} = \arg\min_{w \in \Delta} \sum_{i \le n} -\log \sigma \Big( \sum_k w_k\, d_{ik} \Big)`,
  ) +
  where(
    `The difference d between chosen and rejected by each prototype k; n = ${labels} labels to learn from, other pairs to test on. Where nothing is shared, a linear reward with a normal prior is fitted.`,
  );

export const formulas = {
  newcomerAccuracy5: accuracyWith(5),
  newcomerAccuracy10: accuracyWith(10),
  newcomerAccuracy40: accuracyWith(40),
  groupRecovery:
    tex`\frac{2\, I(G; \hat{G})}{H(G) + H(\hat{G})}` +
    where('True groups G and the prototype with the largest weight, over the annotators of training pairs.'),
};
