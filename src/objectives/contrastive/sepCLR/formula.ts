import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';

export const formula =
  lines(
    tex`\mathcal{L} = A(c) + 2\, U(c) + w \big[ A_T(s) + 2\, U(s') + Z_B(s) \big] + \lambda\, J(c, s')`,
    tex`A(x) = \underset{i}{\mathrm{mean}} \frac{\lVert x_i^a - x_i^b \rVert^2}{2 \tau}, \qquad U(x) = \log \underset{i \neq j}{\mathrm{mean}}\ e^{-\lVert x_i - x_j \rVert^2 / 2 \tau}`,
    tex`Z_B(s) = \underset{i \in B}{\mathrm{mean}} \frac{\lVert s_i \rVert^2}{2 \tau}, \qquad J(c, s) = \underset{i}{\mathrm{mean}} \log \underset{j}{\mathrm{mean}}\ e^{-(\lVert c_i - c_j \rVert^2 + \lVert s_i - s_j \rVert^2) / 2 \tau}`,
  ) +
  where(
    'c is the first half of the head on the sphere, s the other half as it is; a and b are the two views, and U, Z and J are means of both. T are targets and B background; s′ is s for targets and 0 for background. w is the weight of the salient half.',
  );
