/** The formulas behind the panels, typeset when the page is built. */
import 'katex/dist/katex.min.css';
import {tex} from 'virtual:tex';

const where = (text: string) => `<p>${text}</p>`;

export const sphere =
  tex`f(x) = \frac{h(r(x))}{\lVert h(r(x)) \rVert}, \qquad \mathcal{L} = -\frac{1}{N} \sum_{i} \log \frac{e^{f(x_i) \cdot f(y_i) / \tau}}{\sum_j e^{f(x_i) \cdot f(y_j) / \tau}}` +
  where('The representation r, the head h, and the loss InfoNCE over N pairs of views x and y at temperature τ.');

export const temperature =
  tex`p_{ij} = \frac{e^{s_{ij} / \tau}}{\sum_{k \neq i} e^{s_{ik} / \tau}}, \qquad N_{\mathrm{eff}} = \frac{1}{A} \sum_i \exp \Big( -\sum_{j \neq i} p_{ij} \log p_{ij} \Big)` +
  where(
    'The share p of the push on negative j of anchor i, and the effective number of negatives over A anchors: the exponential of the entropy of the shares.',
  );

export const plane =
  tex`\ell_{\mathrm{align}} = \mathbb{E} \lVert f(x) - f(y) \rVert^2, \qquad \ell_{\mathrm{unif}} = \log \mathbb{E}\, e^{-2 \lVert f(x) - f(x') \rVert^2}` +
  where(
    'Over unseen pairs of views, and over all pairs of unseen points. The dashed line: the second for points spread evenly over the whole sphere.',
  );

const RANK = tex`\mathrm{erank} = \exp \Big( -\sum_k p_k \log p_k \Big), \qquad p_k = \frac{\sigma_k^2}{\sum_l \sigma_l^2}`;

/** What the curves show, by the metric's name. */
const METRICS: Readonly<Record<string, string>> = {
  testLoss: where('The same loss as on the training batch, over pairs that are never trained on.'),
  alignment:
    tex`\ell_{\mathrm{align}} = \mathbb{E} \lVert f(x) - f(y) \rVert^2` + where('Over unseen pairs x, y of views.'),
  uniformity:
    tex`\ell_{\mathrm{unif}} = \log \mathbb{E}\, e^{-2 \lVert f(x) - f(x') \rVert^2}` +
    where('Over all pairs of different unseen points.'),
  tolerance: tex`T = \mathbb{E}\,[\, f(x) \cdot f(x') \mid g(x) = g(x') \,]` + where('Over pairs of one group g.'),
  effectiveRank:
    RANK +
    where(
      'From the singular values σ of the representations of all unseen things: p is the share of a direction in their mean squared length.',
    ),
  headRank: RANK + where('From the singular values σ of all unseen points on the sphere, not centred.'),
  gradientNorm: tex`\lVert \nabla_\theta \mathcal{L} \rVert_2` + where('Over all weights θ.'),
};

const RECALL =
  tex`R@k = \frac{1}{n} \sum_{i=1}^{n} \mathbf{1} \big[\, \mathrm{rank}_j \cos(r(a_i), r(b_j)) \text{ of } j = i \text{ is at most } k \,\big]` +
  where('a and b are the pictures of the n unseen concepts by two artists; the mean over all pairs of artists.');

export const metric = (name: string): string => METRICS[name] ?? (name.startsWith('recall') ? RECALL : sphere);
