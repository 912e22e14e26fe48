import type {LabEntry} from '../kit/lab.ts';

export const sphereLab: LabEntry = {
  name: 'sphere',
  path: 'lab',
  label: 'Sphere',
  about: 'In the sphere lab the network learns which things belong together, and puts them side by side.',
  presets: 'sphere',
  standard: ['temperature', 'plane', 'curves'],
  keeps: ['points'],
  load: () => import('./lab.ts').then(({sphere}) => sphere),
};
