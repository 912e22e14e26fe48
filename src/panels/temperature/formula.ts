import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`p_{ij} = \frac{\lvert w_{ij} \rvert}{\sum_k \lvert w_{ik} \rvert}, \quad w_{ij} = \frac{\partial \mathcal{L}_i}{\partial s_{ij}}, \qquad N_{\mathrm{eff}} = \frac{1}{A} \sum_i \exp \Big( -\sum_j p_{ij} \log p_{ij} \Big)` +
  where(
    'The loss of anchor i pushes its negative j with the slope w; for a softmax w is proportional to exp(s / τ). p is the share of negative j, and the effective number of negatives of A anchors is the exponential of the entropy of the shares.',
  );
