import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  gradientNorm:
    tex`\lVert \nabla_\theta \mathcal{L} \rVert_2` + where('Over all weights θ, of the loss on the training batch.'),
};
