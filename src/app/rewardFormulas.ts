/** The formulas of the reward lab, typeset when the page is built. */
import 'katex/dist/katex.min.css';
import {tex} from 'virtual:tex';
import type {RewardObjectiveKind} from '../objectives/reward/index.spec.ts';

const where = (text: string) => `<p>${text}</p>`;

export const rewardLength =
  tex`\rho = \frac{\mathrm{cov}(r, \ell)}{\sigma_r\, \sigma_\ell}, \qquad \tanh \Big( \mathrm{artanh}\, \rho \pm \frac{1.96}{\sqrt{n - 3}} \Big)` +
  where(
    'The correlation of reward r and length ℓ over n unseen answers, and the interval that holds it in 95 of 100 cases.',
  );

export const league =
  tex`d = w_{\mathrm{home}} - w_{\mathrm{away}} + h, \qquad \Sigma = \Big( \sum_{\mathrm{seen}} i(d)\, x x^{\top} \Big)^{+}, \qquad w \pm 1.96 \sqrt{\Sigma_{ww}}` +
  where(
    'Strengths w about the league’s mean. The interval is that of the likeliest strengths, from the information i of every match seen, minus the second derivative of its log-likelihood; x marks who played, and h is home.',
  );

const CHOICE = tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \sigma(d_i), \qquad d = r_{\mathrm{chosen}} - r_{\mathrm{rejected}}`;
const PAIRS = 'Over N pairs; σ is the logistic function. A tie counts half for either side.';

const OBJECTIVES: Readonly<Record<RewardObjectiveKind, string>> = {
  bradleyTerry: CHOICE + where(PAIRS),
  margin: tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \sigma(d_i - m)` + where(PAIRS),
  smoothed:
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \big[ (1 - \varepsilon) \log \sigma(d_i) + \varepsilon \log \sigma(-d_i) \big]` +
    where(PAIRS),
  davidson:
    tex`P(\text{win}) : P(\text{tie}) : P(\text{loss}) = e^{d / 2} : \nu : e^{-d / 2}` +
    where('The loss is minus the mean logarithm of the chance of what was said.'),
  hinge: tex`\mathcal{L} = \frac{1}{N} \sum_i \max(0, m - d_i)` + where('Ties are left out.'),
  regression:
    tex`\mathcal{L} = \frac{1}{2N} \sum_i \sum_{k} (r_{ik} - s_{ik})^2` +
    where('For the scores s of both answers k of each pair i.'),
  mixed: tex`\mathcal{L} = \mathcal{L}_{\mathrm{BT}} + \lambda\, \mathcal{L}_{\mathrm{regression}}` + where(PAIRS),
  contrastive:
    tex`\mathcal{L} = \mathcal{L}_{\mathrm{BT}} + \lambda\, \mathcal{L}_{\mathrm{InfoNCE}}` +
    where('The contrast is between two looks at each text, each with words left out.'),
  lengthControlled:
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \sigma \big( d_i + c\, (\ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}}) \big)` +
    where('The coefficient c of length ℓ is trained with the reward and is no part of it.'),
  lengthPenalised:
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \sigma \big( d_i + \alpha\, (\ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}}) \big)` +
    where('The handicap α stands for what length ℓ is worth to the annotators.'),
  decorrelated:
    tex`\mathcal{L} = \mathcal{L}_{\mathrm{BT}} + \lambda\, \frac{\mathrm{cov}^2(r, \ell)}{(\mathrm{var}\, r + 1)\, \mathrm{var}\, \ell}` +
    where(
      'Over the batch. With rewards of some size the fraction is ρ², the squared correlation of reward and length.',
    ),
};

/** Of the panels. */
export const panels = {
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
};

/** What the curves show, by the metric's name; others have their objective's. */
const METRICS: Readonly<Record<string, string>> = {
  lengthCorrelation: rewardLength,
  accuracy:
    tex`\frac{1}{n} \sum_i \mathbf{1} \big[\, r_{\mathrm{chosen}} > r_{\mathrm{rejected}} \big]` +
    where('Over n unseen pairs.'),
  lengthShare:
    tex`1 - \frac{\sum_b n_b\, (\bar r^{\,b}_{\mathrm{chosen}} - \bar r^{\,b}_{\mathrm{rejected}})}{\sum_b n_b\, (\bar r_{\mathrm{chosen}} - \bar r_{\mathrm{rejected}})}` +
    where('Over ten bins b of answers of about one length.'),
  lengthControlledAccuracy:
    tex`\frac{1}{n} \sum_i \mathbf{1} \big[\, d_i + \hat c\, (\ell_{\mathrm{chosen}} - \ell_{\mathrm{rejected}}) > 0 \big]` +
    where('ĉ makes the unseen choices likeliest, beside the reward.'),
  calibrationError:
    tex`\mathrm{ECE} = \sum_b \frac{n_b}{n} \big| \mathrm{acc}_b - \mathrm{conf}_b \big|` +
    where('Over ten bins of the chance that the model gives its favourite.'),
  bestOfAllGold:
    tex`\mathbb{E}\,[\, g(\arg\max_{k \le n} r(y_k)) \,], \qquad D_{\mathrm{KL}} \le \log n - \frac{n - 1}{n}` +
    where('Over all subsets of n of the answers to each question.'),
};

export const rewardMetric = (name: string, kind: RewardObjectiveKind): string => METRICS[name] ?? OBJECTIVES[kind];
