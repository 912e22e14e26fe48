import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

export const formula =
  lines(
    tex`D_{\mathrm{KL}}(\pi \Vert \pi_{\mathrm{ref}}) = \mathbb{E}_{y \sim \pi} \log \frac{\pi(y|x)}{\pi_{\mathrm{ref}}(y|x)}, \qquad \mathrm{gain} = \frac{\mathbb{E}_{\pi}\, r - \mathbb{E}_{\mathrm{ref}}\, r}{\sigma_{\mathrm{ref}}(r)}`,
    tex`\pi^*_\beta(y|x) = \frac{1}{Z(x)}\, \pi_{\mathrm{ref}}(y|x)\, e^{r(x, y) / \beta}`,
  ) +
  where(
    'r is the judge’s reward, or the gold reward. All sums are over all answers, none is estimated. No policy at the same divergence gets more of the judge’s reward than π*, for some β: the dashed line. Best of n: of n answers of the reference, that with the highest reward.',
  );
