import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const over = (classes: string, which: string) =>
  tex`\underset{c}{\mathrm{mean}}\ \frac{1}{\lvert U_c \rvert} \sum_{i \in U_c} \mathbf{1} \big[ c = \operatorname*{arg\,max}_{c'}\, x_i \cdot w_{c'} \big]` +
  where(
    `U are the unseen things of a class, x their points and w the directions of classes; the mean is over ${classes}${which}.`,
  );

export const formulas = {
  balancedAccuracy: over('all classes', ''),
  manyAccuracy: over('the third of classes', ' with the most things to train on'),
  fewAccuracy: over('the third of classes', ' with the fewest things to train on'),
};
