import type {LabEntry} from '../kit/lab.ts';

export const rewardLab: LabEntry = {
  name: 'reward',
  path: 'reward',
  label: 'Reward',
  about:
    'In the reward lab it learns what annotators like from their choices between two answers. You see how far that is from being good.',
  presets: 'reward',
  standard: ['reading', 'curves', 'bestOf'],
  keeps: [],
  load: () => import('./lab.ts').then(({reward}) => reward),
};
