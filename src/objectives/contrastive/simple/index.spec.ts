import {number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

export const simple = objective({
  kind: 'simple',
  label: 'Simple contrast',
  help: 'Pulls positives and pushes all negatives alike, however similar they are: contrast at an endless temperature.',
  fields: {
    repulsion: number({
      label: 'Repulsion',
      symbol: 'λ',
      help: 'How much pushing counts against pulling.',
      default: 1,
      range: [0, 10],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
  },
  negatives: 'facing',
  law: ({repulsion}) => ({
    note: 'All are pushed alike, however similar they are.',
    pushes: () => () => repulsion,
  }),
});
