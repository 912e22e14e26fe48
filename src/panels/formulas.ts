/** The formulas behind the panels, typeset when the page is built. They are large: the page loads them when one is asked for. */
import {tex} from 'virtual:tex';
import {where} from '../tex/where.ts';

export const panelFormulas = {
  temperature:
    tex`p_{ij} = \frac{e^{s_{ij} / \tau}}{\sum_{k \neq i} e^{s_{ik} / \tau}}, \qquad N_{\mathrm{eff}} = \frac{1}{A} \sum_i \exp \Big( -\sum_{j \neq i} p_{ij} \log p_{ij} \Big)` +
    where(
      'The share p of the push on negative j of anchor i, and the effective number of negatives over A anchors: the exponential of the entropy of the shares.',
    ),
  plane:
    tex`\ell_{\mathrm{align}} = \mathbb{E} \lVert f(x) - f(y) \rVert^2, \qquad \ell_{\mathrm{unif}} = \log \mathbb{E}\, e^{-2 \lVert f(x) - f(x') \rVert^2}` +
    where(
      'Over unseen pairs of views, and over all pairs of unseen points. The dashed line: the second for points spread evenly over the whole sphere.',
    ),
  similarities:
    tex`\mathrm{AUC} = P(s^+ > s^-), \qquad d' = \frac{\mu_+ - \mu_-}{\sqrt{(\sigma_+^2 + \sigma_-^2) / 2}}` +
    where(
      'Over the cosines s⁺ of the positives and s⁻ of the negatives of a training batch. AUC 0.5: the two cannot be told apart; 1: every positive is nearer than every negative.',
    ),
  matrix:
    tex`s_{ij} = f(x_i) \cdot f(y_j), \qquad p_{ij} = \frac{e^{s_{ij} / \tau}}{\sum_{k \neq i} e^{s_{ik} / \tau}}` +
    where('Rows: first views x. Columns: second views y. p is the share of the push on x that negative y takes.'),
  bound:
    tex`I(x; y) \ge \log C - \mathcal{L}, \qquad \log C - \mathcal{L} \le \log C` +
    where(
      'C is the number of candidates among which an anchor must find its positive: the batch size N, or 2N − 1. However much two views share, a loss that is never below 0 cannot show more than log C.',
    ),
  spectrum:
    tex`\mathrm{erank} = \exp \Big( -\sum_k p_k \log p_k \Big), \qquad p_k = \frac{\sigma_k^2}{\sum_l \sigma_l^2}` +
    where(
      'From the singular values σ over all unseen vectors, not centred. All alike: each of D directions has the share 1/D.',
    ),
  classes:
    tex`m_c = \frac{\sum_{i: g(i) = c} f(x_i)}{\lVert \sum_{i: g(i) = c} f(x_i) \rVert}, \qquad s_i = f(x_i) \cdot m_c` +
    where(
      'The mean direction m of the points of class c, and the cosine of every point to it. Each hill is as high as its row.',
    ),
  neighbours:
    tex`s_{ij} = \frac{r(x_i) \cdot r(x_j)}{\lVert r(x_i) \rVert \, \lVert r(x_j) \rVert}` +
    where('The cosine of the representations r. Of each other thing its nearest picture counts, once.'),
  rewardLength:
    tex`\rho = \frac{\mathrm{cov}(r, \ell)}{\sigma_r\, \sigma_\ell}, \qquad \tanh \Big( \mathrm{artanh}\, \rho \pm \frac{1.96}{\sqrt{n - 3}} \Big)` +
    where(
      'The correlation of reward r and length ℓ over n unseen answers, and the interval that holds it in 95 of 100 cases.',
    ),
  league:
    tex`d = w_{\mathrm{home}} - w_{\mathrm{away}} + h, \qquad \Sigma = \Big( \sum_{\mathrm{seen}} i(d)\, x x^{\top} \Big)^{+}, \qquad w \pm 1.96 \sqrt{\Sigma_{ww}}` +
    where(
      'Strengths w about the league’s mean. The interval is that of the likeliest strengths, from the information i of every match seen, minus the second derivative of its log-likelihood; x marks who played, and h is home.',
    ),
  bestOf:
    tex`\mathbb{E}\,[\, g(\arg\max_{k \le n} r(y_k)) \,], \qquad D_{\mathrm{KL}} \le \log n - \frac{n - 1}{n}` +
    where(
      'Over all subsets of n of the answers to each question; g is the true worth and r the reward, both in deviations.',
    ),
  audit:
    tex`P(\, \ell_{\mathrm{chosen}} > \ell_{\mathrm{rejected}} \mid |\ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}}| \,), \qquad \frac{1}{1 + z^2 / n} \Big( p + \frac{z^2}{2n} \pm z \sqrt{\frac{p (1 - p)}{n} + \frac{z^2}{4 n^2}} \Big)` +
    where(
      'Over the n pairs to learn from whose answers differ in length ℓ; Wilson’s interval of a share p, with z = 1.96.',
    ),
  accuracy:
    tex`P(\, r_{\mathrm{chosen}} > r_{\mathrm{rejected}} \mid \ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}} \,)` +
    where('Over unseen pairs, by how much longer the chosen answer is.'),
  categories:
    tex`\hat p = \frac{1}{n} \sum_i \mathbf{1} \big[\, r_{\mathrm{chosen}} > r_{\mathrm{rejected}} \big], \qquad \frac{\hat p + \frac{z^2}{2n} \pm z \sqrt{\frac{\hat p (1 - \hat p)}{n} + \frac{z^2}{4 n^2}}}{1 + \frac{z^2}{n}}` +
    where('Over the n unseen pairs of each kind, with Wilson’s interval; z = 1.96.'),
  reliability:
    tex`p = \sigma(|d|), \qquad \mathrm{ECE} = \sum_b \frac{n_b}{n} \big| \mathrm{acc}_b - \mathrm{conf}_b \big|` +
    where('Over ten bins b of the chance p that the model gives its favourite.'),
  words:
    tex`c_t = r(y) - r(y_{\setminus t}), \qquad P(y \succ y') = \sigma(r(y) - r(y'))` +
    where(
      'What word t of the answer y adds: the reward r less that of the answer without the word. Words work together, so these do not add up to the reward.',
    ),
  margins: tex`d = r_{\mathrm{chosen}} - r_{\mathrm{rejected}}` + where('Over unseen pairs. Above 0 the model agrees.'),
  weights:
    tex`r(y) = \sum_a w_a\, f_a(y), \qquad P(y \succ y') = \sigma \Big( \sum_a \beta\, v_a\, (f_a(y) - f_a(y')) \Big)` +
    where('Learnt weights w of the attributes f beside what they are worth to the annotators, βv.'),
  substance:
    tex`P(\, r(y) > r(y') \mid g(y) > g(y'),\ s(y) \gtrless s(y') \,)` +
    where(
      'Over unseen pairs: y is truly better, and has more or fewer tokens or marks of style s than y′. Where nobody knows the true worth g, y is the chosen one.',
    ),
} as const;
