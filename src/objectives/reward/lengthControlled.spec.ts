import {part} from '../../spec/index.ts';

export const lengthControlled = part({
  kind: 'lengthControlled',
  label: 'Length explained away',
  help: 'A coefficient for length is learnt beside the reward and thrown away after training: it takes the blame for what was chosen because it was long.',
  fields: {},
});
