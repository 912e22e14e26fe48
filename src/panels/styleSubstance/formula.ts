import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`P(\, r(y) > r(y') \mid g(y) > g(y'),\ s(y) \gtrless s(y') \,)` +
  where(
    'Over unseen pairs: y is truly better, and has more or fewer tokens or marks of style s than y′. Where nobody knows the true worth g, y is the chosen one.',
  );
