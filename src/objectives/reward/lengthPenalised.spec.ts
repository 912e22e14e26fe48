import {number, part} from '../../spec/index.ts';

export const lengthPenalised = part({
  kind: 'lengthPenalised',
  label: 'Length handicap',
  help: 'The longer item starts with a handicap that is yours to set: what is chosen for its length alone teaches the reward nothing.',
  fields: {
    handicap: number({
      label: 'Handicap',
      symbol: 'α',
      help: 'What one unit of length is taken to be worth to the annotators: twenty tokens of an answer, ten words of a review, fifty of a text of your own. Right when it is their length bias times their care.',
      default: 1,
      range: [-3, 5],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
  },
});
