import {part} from '../../spec/index.ts';

export const bradleyTerry = part({
  kind: 'bradleyTerry',
  label: 'Bradley–Terry',
  help: 'The chance that an item is chosen is the logistic function of how much its reward is higher: the standard loss of reward models.',
  fields: {},
});
