import {tex} from 'virtual:tex';
import {lines, where} from '../../tex/where.ts';

const KEPT =
  'x and x′ are two views, a standard normal signal plus noise with the standard deviation σ in direction k; D = diag(1 + σ²), and the rows of Q are an orthonormal base of those of A D^½ for the linear encoder A';

export const formulas = {
  informationLost:
    lines(
      tex`\mathrm{Suff} = I(x; x') - I(A x; x')`,
      tex`\phantom{\mathrm{Suff}} = \tfrac12 \log \det(I - Q D^{-2} Q^\top) - \tfrac12 \log \det(I - D^{-2})`,
    ) + where(`${KEPT}. In nats.`),
  regressionExcess:
    tex`\mathbb{E} \big( y - \mathbb{E}[y \mid A x] \big)^2 - \mathbb{E} \big( y - \mathbb{E}[y \mid x] \big)^2 = \lVert v \rVert^2 - \lVert Q v \rVert^2` +
    where(`${KEPT}; y is the product of the signal and w, and v that of D^-½ and w.`),
  regressionError:
    tex`\mathbb{E} \big( y - \mathbb{E}[y \mid A x] \big)^2 = 1 - \lVert Q v \rVert^2` +
    where(`${KEPT}; y is the product of the signal and w, of variance 1, and v that of D^-½ and w.`),
};
