import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\nabla J \approx \frac{1}{N} \sum_{i, t} A_{i,t}\, \nabla \log \pi(m_{i,t} \mid x_i, y_{i,<t})` +
  where(
    'The advantage A says by how much the answer i did better than expected with its move t. What has A > 0 is made likelier. What is expected depends on the objective: the mean of the group, or what a value network foretells. A may also count the price of moving away from the reference, so it can be below 0 for an answer above the mean.',
  );
