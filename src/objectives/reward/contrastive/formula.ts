import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {CHOICES, PAIRS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \mathcal{L}_{\mathrm{BT}} - \frac{\lambda}{2N} \sum_{i=1}^{2N} \log \frac{e^{z_i \cdot z'_i / \tau}}{\sum_j e^{z_i \cdot z'_j / \tau}}`,
    CHOICES,
  ) +
  where(
    `${PAIRS} z and z′ are two looks at the representation of each of the 2N texts, each with words left out, on the unit sphere; τ is the temperature.`,
  );
