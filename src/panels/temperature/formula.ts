import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`p_{ij} = \frac{e^{s_{ij} / \tau}}{\sum_{k \neq i} e^{s_{ik} / \tau}}, \qquad N_{\mathrm{eff}} = \frac{1}{A} \sum_i \exp \Big( -\sum_{j \neq i} p_{ij} \log p_{ij} \Big)` +
  where(
    'The share p of the push on negative j of anchor i, and the effective number of negatives over A anchors: the exponential of the entropy of the shares.',
  );
