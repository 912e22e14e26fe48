import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\text{score} = -\log \underset{i \neq j}{\mathrm{mean}}\ e^{-2 \lVert x_i - x_j \rVert^2}, \qquad \text{best} = -\log \tfrac{1}{11} \Big( 5\, e^{-4 (1 - 1/\sqrt{5})} + 5\, e^{-4 (1 + 1/\sqrt{5})} + e^{-8} \Big)` +
  where(
    'The score is the uniformity loss of the twelve points with its sign turned. The icosahedron has the best one on a sphere; on a circle that is twelve equal steps.',
  );
