import {tex} from 'virtual:tex';
import type {PartValue} from '../../../spec/index.ts';
import {where} from '../../../tex/where.ts';
import {PAIRS, VIEWS} from '../symbols.ts';
import type {infoNCE} from './index.spec.ts';

type Settings = PartValue<typeof infoNCE>;

const FORMS: Readonly<Record<Settings['form'], string>> = {
  'one-directional':
    tex`\mathcal{L} = -\frac{1}{N} \sum_{i} \log \frac{e^{a_i \cdot b_i / \tau}}{\sum_j e^{a_i \cdot b_j / \tau}}` +
    where(`InfoNCE: ${PAIRS}, τ is the temperature. Each a looks for its b.`),
  symmetric:
    tex`\mathcal{L} = -\frac{1}{2N} \sum_{i} \bigg[ \log \frac{e^{a_i \cdot b_i / \tau}}{\sum_j e^{a_i \cdot b_j / \tau}} + \log \frac{e^{b_i \cdot a_i / \tau}}{\sum_j e^{b_i \cdot a_j / \tau}} \bigg]` +
    where(`InfoNCE both ways: ${PAIRS}, τ is the temperature. Each a looks for its b, and each b for its a.`),
  ntXent:
    tex`\mathcal{L} = -\frac{1}{2N} \sum_{i} \log \frac{e^{x_i \cdot x_{p(i)} / \tau}}{\sum_{j \neq i} e^{x_i \cdot x_j / \tau}}` +
    where(`NT-Xent: ${VIEWS}, and τ is the temperature. Every other view is a candidate.`),
};

export const formula = ({form}: Settings): string => FORMS[form];
