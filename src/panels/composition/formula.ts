import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\mathbb{E}_{y \sim \pi}\,[\, n_k(y) \,] = \sum_{s} d_\pi(s)\, \pi(k \mid s)` +
  where(
    'How many moves of kind k an answer has on average: the chance of coming by each state s, times the chance of the move there. It is computed exactly, not from samples.',
  );
