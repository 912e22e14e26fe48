import {number, part} from '../../spec/index.ts';

export const decorrelated = part({
  kind: 'decorrelated',
  label: 'No correlation with length',
  help: 'Bradley–Terry with a fine on the squared correlation of reward and length over the batch.',
  fields: {
    fine: number({
      label: 'Fine',
      symbol: 'λ',
      help: 'How dear the correlation is. It also takes away what is good and long.',
      default: 1,
      range: [0, 20],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
  },
});
