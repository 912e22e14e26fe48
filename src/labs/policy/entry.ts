import type {LabEntry} from '../kit/lab.ts';

export const policyLab: LabEntry = {
  name: 'policy',
  path: 'policy',
  label: 'Policy',
  about:
    'In the policy lab a policy learns to answer, from preferences and from a reward model that can be fooled. All its answers can be counted, so everything about it is exact.',
  presets: 'policy',
  standard: ['likeliest', 'lengths', 'curves'],
  keeps: ['law'],
  load: () => import('./lab.ts').then(({policy}) => policy),
};
