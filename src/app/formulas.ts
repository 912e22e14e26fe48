/** The formulas behind the panels, typeset when the page is built. */
import 'katex/dist/katex.min.css';
import {tex} from 'virtual:tex';

import {objective} from './objectiveFormulas.ts';

export {objective};

const where = (text: string) => `<p>${text}</p>`;

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

export const similarities =
  tex`\mathrm{AUC} = P(s^+ > s^-), \qquad d' = \frac{\mu_+ - \mu_-}{\sqrt{(\sigma_+^2 + \sigma_-^2) / 2}}` +
  where(
    'Over the cosines s⁺ of the positives and s⁻ of the negatives of a training batch. AUC 0.5: the two cannot be told apart; 1: every positive is nearer than every negative.',
  );

export const matrix =
  tex`s_{ij} = f(x_i) \cdot f(y_j), \qquad p_{ij} = \frac{e^{s_{ij} / \tau}}{\sum_{k \neq i} e^{s_{ik} / \tau}}` +
  where('Rows: first views x. Columns: second views y. p is the share of the push on x that negative y takes.');

export const bound =
  tex`I(x; y) \ge \log C - \mathcal{L}, \qquad \log C - \mathcal{L} \le \log C` +
  where(
    'C is the number of candidates among which an anchor must find its positive: the batch size N, or 2N − 1. However much two views share, a loss that is never below 0 cannot show more than log C.',
  );

const RANK = tex`\mathrm{erank} = \exp \Big( -\sum_k p_k \log p_k \Big), \qquad p_k = \frac{\sigma_k^2}{\sum_l \sigma_l^2}`;

export const spectrum =
  RANK +
  where(
    'From the singular values σ over all unseen vectors, not centred. All alike: each of D directions has the share 1/D.',
  );

export const classes =
  tex`m_c = \frac{\sum_{i: g(i) = c} f(x_i)}{\lVert \sum_{i: g(i) = c} f(x_i) \rVert}, \qquad s_i = f(x_i) \cdot m_c` +
  where(
    'The mean direction m of the points of class c, and the cosine of every point to it. Each hill is as high as its row.',
  );

export const neighbours =
  tex`s_{ij} = \frac{r(x_i) \cdot r(x_j)}{\lVert r(x_i) \rVert \, \lVert r(x_j) \rVert}` +
  where('The cosine of the representations r. Of each other thing its nearest picture counts, once.');

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
  kNearest:
    tex`A = \frac{1}{n} \sum_{i=1}^{n} \mathbf{1} \Big[\, c_i = \operatorname*{arg\,max}_c \big\lvert \{ j \in N_5(i) : c_j = c \} \big\rvert \,\Big]` +
    where(
      'N₅ are the five seen things whose representations have the highest cosine with that of the unseen thing i, each with one vote for its class c. Draws count by chance.',
    ),
  linearProbe:
    tex`W = (X^\top X + \lambda I)^{-1} X^\top Y` +
    '<br>' +
    tex`\hat{c}(x) = \operatorname*{arg\,max}_c \, \big[ (r(x) - \bar{r}) W + \bar{y} \big]_c` +
    where(
      'X are the centred representations of seen things and Y their classes, one-hot; λ is a thousandth of the mean variance. The share of unseen things whose class is found.',
    ),
  classCollapse:
    tex`\frac{\operatorname{tr} S_W}{\operatorname{tr} S_B} = \frac{\sum_i \lVert z_i - m_{c(i)} \rVert^2}{\sum_c n_c \lVert m_c - m \rVert^2}` +
    where(
      'For the unit vectors z of the representations of unseen things, with the mean m of each class c, and of all.',
    ),
  neighbourhoodPreservation:
    tex`\frac{1}{10\, n} \sum_{i=1}^{n} \big\lvert N_{10}^{x}(i) \cap N_{10}^{r}(i) \big\rvert` +
    where(
      'The ten nearest of thing i by the distance of the inputs x, and by the cosine of the representations r, among at most 300 unseen things.',
    ),
  anisotropy: tex`\mathbb{E}\,[\, f(x) \cdot f(x') \,]` + where('Over all pairs of different unseen points.'),
  spearman:
    tex`\rho = \mathrm{corr} \big( \mathrm{rank}\, \cos(r(x_i), r(y_i)),\ \mathrm{rank}\, s_i \big)` +
    where('Over pairs x, y whose true similarity s is known. Equal values share the mean of their ranks.'),
  ndcgAt10:
    tex`\mathrm{DCG} = \sum_{i=1}^{10} \frac{g_i}{\log_2(i + 1)}, \qquad \mathrm{nDCG} = \frac{\mathrm{DCG}}{\mathrm{DCG\ of\ the\ best\ order}}` +
    where(
      'g is the relevance, from 0 to 1, of the document found at place i. The mean over queries; equal cosines count as every order of them on average.',
    ),
  modalityGap:
    tex`\Big\lVert \frac{1}{n} \sum_i f(x_i) - \frac{1}{m} \sum_j f(y_j) \Big\rVert` +
    where('x are the unseen things of one tower, y those of the other.'),
  mutualInformation:
    tex`I \ge \log K - \mathcal{L}` +
    where('K is the number of candidates among which the loss looks for the positive: it can show no more than log K.'),
  gradientNorm: tex`\lVert \nabla_\theta \mathcal{L} \rVert_2` + where('Over all weights θ.'),
};

const RECALL =
  tex`R@k = \frac{1}{n} \sum_{i=1}^{n} \mathbf{1} \big[\, \mathrm{rank}_j \cos(r(a_i), r(b_j)) \text{ of } j = i \text{ is at most } k \,\big]` +
  where('a and b show the n unseen things in two ways (two artists, two faces); the mean over all pairs of ways.');

const RETRIEVAL =
  tex`R@k = \frac{1}{\lvert Q \rvert} \sum_{q \in Q} \mathbf{1} \Big[\, \min_{d \in D^+(q)} \mathrm{rank}_d \cos(f(q), f(d)) \le k \,\Big]` +
  where('D⁺ are the most relevant documents for the query q. Equal cosines count as every order of them on average.');

/** Those of a family of metrics. */
const FAMILIES: Readonly<Record<string, string>> = {recall: RECALL, retrieval: RETRIEVAL};

/** That of the loss is the objective's. */
export const metric = (name: string, settings: Parameters<typeof objective>[0]): string =>
  METRICS[name] ??
  FAMILIES[Object.keys(FAMILIES).find((family) => name.startsWith(family)) ?? ''] ??
  objective(settings);
