import type {LabEntry} from '../kit/lab.ts';

export const rewardLab: LabEntry = {
  name: 'reward',
  path: 'reward',
  label: 'Reward',
  about:
    'In the reward lab it learns from choices between two answers what annotators like, which is not always what is good.',
  presets: 'reward',
  standard: ['reading', 'curves', 'bestOf'],
  keeps: [],
  load: () => import('./lab.ts').then(({reward}) => reward),
};
