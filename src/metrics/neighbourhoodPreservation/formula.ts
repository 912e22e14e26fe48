import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  neighbourhoodPreservation:
    tex`\frac{1}{10\, n} \sum_{i=1}^{n} \big\lvert N_{10}^{x}(i) \cap N_{10}^{r}(i) \big\rvert` +
    where(
      'The ten nearest of thing i by the distance of the inputs x, and by the cosine of the representations r, among at most 300 unseen things.',
    ),
};
