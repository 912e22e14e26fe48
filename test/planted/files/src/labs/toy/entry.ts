import type {LabEntry} from '../kit/lab.ts';

export const toyLab: LabEntry = {
  name: 'toy',
  path: 'toy',
  label: 'Toy',
  about: 'In the toy lab a vector learns where it is pulled to.',
  presets: 'toy',
  standard: ['curves'],
  keeps: [],
  load: () => import('./lab.ts').then(({toy}) => toy),
};
