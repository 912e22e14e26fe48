/** Words and formulas that the formulas of several policy objectives share. */
import {tex} from 'virtual:tex';

export const CHOICES = 'Over N pairs of a chosen answer w and a rejected one l';
export const PAIRS = `${CHOICES}; σ is the logistic function`;
export const SETS = 'Over N questions with K answers each; r is the reward of an answer';
export const BETA = 'β the KL coefficient';

/** The log-ratio of a whole answer, log pi(y|x) = sum_t log pi(a_t|s_t). */
export const RATIO = tex`\rho = \log \frac{\pi(y \mid x)}{\pi_{\mathrm{ref}}(y \mid x)}`;

/** The weights of a question's answers. */
export const WEIGHTS = tex`w_{ik} = \frac{e^{r_{ik} / \alpha}}{\sum_j e^{r_{ij} / \alpha}}`;
