import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\mathrm{AUC} = P(s^+ > s^-), \qquad d' = \frac{\mu_+ - \mu_-}{\sqrt{(\sigma_+^2 + \sigma_-^2) / 2}}` +
  where(
    'Over the cosines s⁺ of the positives and s⁻ of the negatives of a training batch. AUC 0.5: the two cannot be told apart; 1: every positive is nearer than every negative.',
  );
