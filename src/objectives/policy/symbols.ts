/** Words and formulas that the formulas of several policy objectives share. */
import {tex} from 'virtual:tex';

export const CHOICES = 'Over N pairs of a chosen answer w and a rejected one l';
export const RATIO = 'ρ is log π(y|x) − log π_ref(y|x) of a whole answer';
export const PAIRS = `${CHOICES}; ${RATIO}, and σ the logistic function.`;
export const SETS = 'Over N questions with K answers each; r is the reward of an answer.';
export const BETA = 'β is the KL coefficient';

/** The weights of a question's answers. */
export const WEIGHTS = tex`w_{ik} = \frac{e^{r_{ik} / \alpha}}{\sum_j e^{r_{ij} / \alpha}}`;
