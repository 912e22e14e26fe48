/** The formulas of the contrastive objectives, typeset when the page is built. */
import {tex} from 'virtual:tex';
import type {ObjectiveKind} from '../objectives/contrastive/index.spec.ts';

const where = (text: string) => `<p>${text}</p>`;

const PLACES =
  tex`f(x) = \frac{h(r(x))}{\lVert h(r(x)) \rVert}` +
  where('The point of a view x: the representation r, the head h, and the length 1.');

const PAIRS = 'a and b are the points of the two views of each of N pairs';
const VIEWS = 'x are the points of all 2N views; p(i) is the other view of the same thing as i';

/** Formulas below one another. */
const lines = (...formulas: string[]) => formulas.join('<br>');

const ESTIMATE = lines(
  tex`\mathcal{L} = \frac{1}{2N} \sum_i \log \Big( 1 + M\, g_i\, e^{-x_i \cdot x_{p(i)} / \tau} \Big)`,
  tex`g_i = \max \bigg( \frac{m_i - \tau^{+} e^{x_i \cdot x_{p(i)} / \tau}}{1 - \tau^{+}},\ e^{-1 / \tau} \bigg)`,
);

/** InfoNCE asks in three ways. */
const FORMS: Readonly<Record<string, string>> = {
  'one-directional':
    tex`\mathcal{L} = -\frac{1}{N} \sum_{i} \log \frac{e^{a_i \cdot b_i / \tau}}{\sum_j e^{a_i \cdot b_j / \tau}}` +
    where(`InfoNCE: ${PAIRS}, τ is the temperature. Each a looks for its b.`),
  symmetric:
    tex`\mathcal{L} = -\frac{1}{2N} \sum_{i} \bigg[ \log \frac{e^{a_i \cdot b_i / \tau}}{\sum_j e^{a_i \cdot b_j / \tau}} + \log \frac{e^{b_i \cdot a_i / \tau}}{\sum_j e^{b_i \cdot a_j / \tau}} \bigg]` +
    where(`InfoNCE both ways: ${PAIRS}, τ is the temperature. Each a looks for its b, and each b for its a.`),
  ntXent:
    tex`\mathcal{L} = -\frac{1}{2N} \sum_{i} \log \frac{e^{x_i \cdot x_{p(i)} / \tau}}{\sum_{j \neq i} e^{x_i \cdot x_j / \tau}}` +
    where(`NT-Xent: ${VIEWS}, and τ is the temperature. Every other view is a candidate.`),
};

const OBJECTIVES: Readonly<Record<Exclude<ObjectiveKind, 'infoNCE'>, string>> = {
  alignmentUniformity:
    lines(
      tex`\mathcal{L} = w_a \frac{1}{N} \sum_i \lVert a_i - b_i \rVert^{\alpha} + \frac{w_u}{2} \big( U(a) + U(b) \big)`,
      tex`U(x) = \log \underset{i \neq j}{\mathrm{mean}}\ e^{-t \lVert x_i - x_j \rVert^2}`,
    ) + where(`${PAIRS}. The first part pulls pairs together, the second spreads all points; w are their weights.`),
  supervised:
    tex`\mathcal{L} = \frac{1}{2N} \sum_i \bigg[ \log \sum_{j \neq i} e^{x_i \cdot x_j / \tau} - \frac{1}{\lvert P(i) \rvert} \sum_{q \in P(i)} \frac{x_i \cdot x_q}{\tau} \bigg]` +
    where('x are the points of all 2N views, P(i) are the other views of the class of i, τ is the temperature.'),
  decoupled:
    tex`\mathcal{L} = \frac{1}{2N} \sum_i \bigg[ \log \sum_{j \neq i,\, p(i)} e^{x_i \cdot x_j / \tau} - \frac{x_i \cdot x_{p(i)}}{\tau} \bigg]` +
    where(
      `${VIEWS}, τ is the temperature. The positive is left out of the sum, so that it takes no push away from the negatives.`,
    ),
  debiased:
    lines(ESTIMATE, tex`m_i = \frac{1}{M} \sum_{j \neq i,\, p(i)} e^{x_i \cdot x_j / \tau}`) +
    where(
      `${VIEWS}. Of the M negatives of i a share τ⁺ is taken to be of its own kind, and their part is taken out of the mean m.`,
    ),
  hardNegatives:
    lines(
      ESTIMATE,
      tex`m_i = \frac{\sum_j e^{(1 + \beta)\, x_i \cdot x_j / \tau}}{\sum_j e^{\beta\, x_i \cdot x_j / \tau}}`,
    ) +
    where(
      `${VIEWS}. The mean m is over the M negatives j of i; the hardness β gives the similar ones more weight, and a share τ⁺ of them is taken to be of its own kind.`,
    ),
  momentumQueue:
    lines(
      tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \frac{e^{q_i \cdot k_i / \tau}}{e^{q_i \cdot k_i / \tau} + \sum_j e^{q_i \cdot c_j / \tau}}`,
      tex`\theta_k \leftarrow m\, \theta_k + (1 - m)\, \theta_q`,
    ) +
    where(
      'q are the points of the first views; k those of the second, by an encoder whose weights follow those of the first, θ, with the momentum m; c is the queue of earlier k. Nothing is trained through k and c.',
    ),
  triplet:
    tex`\mathcal{L} = \underset{i}{\mathrm{mean}}\ \underset{j \neq i,\, p(i)}{\mathrm{mean}}\ \max \big( 0,\ m + \lVert x_i - x_{p(i)} \rVert^2 - \lVert x_i - x_j \rVert^2 \big)` +
    where(`${VIEWS}, m is the margin.`),
  spectral:
    tex`\mathcal{L} = -\frac{2 \mu}{N} \sum_i a_i \cdot b_i + \mu^2\, \underset{i \neq j}{\mathrm{mean}}\ (a_i \cdot b_j)^2` +
    where(`${PAIRS}, and μ is the squared length of the vectors that are compared.`),
  vicReg:
    lines(
      tex`\mathcal{L} = \lambda\, s(A, B) + \mu\, \big( v(A) + v(B) \big) + \nu\, \big( c(A) + c(B) \big)`,
      tex`s = \frac{1}{N} \sum_i \lVert a_i - b_i \rVert^2`,
      tex`v = \frac{1}{D} \sum_d \max \Big( 0,\ 1 - \sqrt{\mathrm{Var}_d + 10^{-4}} \Big)`,
      tex`c = \frac{1}{D} \sum_{d \neq e} \mathrm{Cov}_{de}^2`,
    ) +
    where(
      'a and b, the rows of A and B, are what the head makes of the two views of N pairs, before it is put on the sphere; variance and covariance of its D numbers are over the batch.',
    ),
  barlowTwins:
    tex`\mathcal{L} = \sum_d (1 - C_{dd})^2 + \lambda \sum_{d \neq e} C_{de}^2` +
    where(
      'C is the correlation over the batch of number d of the head for the first views with number e for the second, before it is put on the sphere.',
    ),
  simSiam:
    tex`\mathcal{L} = -\frac{1}{2N} \sum_i g(x_i) \cdot \mathrm{sg}\big( x_{p(i)} \big)` +
    where(`${VIEWS}, g is the predictor, and sg: nothing is trained through what is in it.`),
};

/** What a run with these settings makes small. */
export function objective({kind, form}: {kind: ObjectiveKind; form?: string}): string {
  return PLACES + (kind === 'infoNCE' ? FORMS[form ?? 'symmetric'] : OBJECTIVES[kind]);
}
