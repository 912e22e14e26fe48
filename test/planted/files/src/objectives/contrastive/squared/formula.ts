import {tex} from 'virtual:tex';

export const formula = tex`\mathcal{L} = \frac{1}{N} \sum_i \big( 1 - \langle a_i, b_i \rangle \big) + \frac{w}{N^2} \sum_{i, j} \langle a_i, b_j \rangle^2`;
