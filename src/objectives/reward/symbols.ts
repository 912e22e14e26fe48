/** Words and formulas that the formulas of several reward objectives share. */
import {tex} from 'virtual:tex';

export const PAIRS =
  'Over N pairs; d is the reward of the chosen item minus that of the rejected one, and σ the logistic function. A tie counts half for either side.';

export const STRENGTH = 'm is the strength of the preference: 1, 2 or 3, a third of the training pairs each.';

/** What the other parts of a loss are added to. */
export const CHOICES = tex`\mathcal{L}_{\mathrm{BT}} = -\frac{1}{N} \sum_i \log \sigma(d_i), \qquad d = r_{\mathrm{chosen}} - r_{\mathrm{rejected}}`;
