import {number, part} from '../../spec/index.ts';

export const hinge = part({
  kind: 'hinge',
  label: 'Hinge',
  help: 'Nothing more is asked of a pair once the chosen item is ahead by the margin.',
  fields: {
    margin: number({
      label: 'Margin',
      symbol: 'm',
      help: 'How far ahead the chosen item must be.',
      default: 1,
      range: [0.1, 5],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
  },
});
