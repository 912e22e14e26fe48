import {tex} from 'virtual:tex';

export const formula = tex`x = (x_1, \ldots, x_D)`;
