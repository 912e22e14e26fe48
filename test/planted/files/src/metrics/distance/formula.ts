import {tex} from 'virtual:tex';

export const formulas = {distance: tex`\lVert x - a \rVert`};
