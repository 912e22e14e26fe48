import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`m_c = \frac{\sum_{i: g(i) = c} f(x_i)}{\lVert \sum_{i: g(i) = c} f(x_i) \rVert}, \qquad s_i = f(x_i) \cdot m_c` +
  where(
    'The mean direction m of the points of class c, and the cosine of every point to it. Each hill is as high as its row.',
  );
