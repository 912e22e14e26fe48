import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {CHOICES, PAIRS} from '../symbols.ts';

export const formula =
  lines(
    tex`\theta \leftarrow \theta - \alpha\, \nabla \mathcal{L}_{\mathrm{BT}}(\theta'), \qquad \theta' = \theta + \eta\, \nabla \mathcal{J}(\theta)`,
    tex`\mathcal{J} = \frac{2}{k^2} \sum_{i < j} \sigma(|r_i - r_j|)`,
    CHOICES,
  ) +
  where(
    `${PAIRS} In 𝒥, r are the rewards of k answers to a question from elsewhere; it is a mean over such questions.`,
  );
