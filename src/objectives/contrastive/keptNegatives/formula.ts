import {tex} from 'virtual:tex';
import type {PartValue} from '../../../spec/index.ts';
import {where} from '../../../tex/where.ts';
import {PAIRS} from '../symbols.ts';
import type {keptNegatives} from './index.spec.ts';

const LOSS = tex`\mathcal{L} = -\underset{i}{\mathrm{mean}}\ \log \frac{e^{a_i \cdot b_i / \tau}}{e^{a_i \cdot b_i / \tau} + \sum_{j \in K_i} e^{a_i \cdot b_j / \tau}}`;

export const formula = ({side}: PartValue<typeof keptNegatives>): string =>
  LOSS +
  where(
    `${PAIRS}, τ is the temperature, and K are the share q of the negatives of i that are ${side === 'hardest' ? 'most' : 'least'} similar to it. The same is done for each b, and the mean is taken. No gradient passes through the choice.`,
  );
