import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {CHOICES, PAIRS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \mathcal{L}_{\mathrm{BT}} + \frac{\alpha}{N} \sum_i \sum_k \big( r_{ik} - r'_{ik} \big)^2`,
    CHOICES,
  ) + where(`${PAIRS} r′ is the reward of answer k of pair i in other words.`);
