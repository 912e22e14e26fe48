import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';
import {CHOICES, PAIRS} from '../symbols.ts';

export const formula =
  lines(
    tex`\mathcal{L} = \mathcal{L}_{\mathrm{BT}} + \frac{\lambda}{2N} \sum_i \sum_{k} (r_{ik} - s_{ik})^2`,
    CHOICES,
  ) + where(`${PAIRS} s are the scores of both items k of pair i.`);
