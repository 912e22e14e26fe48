import {number, part} from '../../spec/index.ts';

export const davidson = part({
  kind: 'davidson',
  label: 'Ties (Davidson)',
  help: 'Bradley–Terry with a third outcome: the closer two items are, the likelier a tie.',
  fields: {
    tieRate: number({
      label: 'Proneness to ties',
      symbol: 'ν',
      help: 'How often equals are called a tie: ν / (2 + ν).',
      default: 1,
      range: [0.01, 10],
      scale: 'log',
      acts: 'next step',
      main: true,
    }),
  },
});
