import {choice, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {strengthField} from '../shared/fields.spec.ts';

export const colours = viewsFace({
  kind: 'colours',
  label: 'Colours and their names',
  help: '4,909 colours and what people called them: two encoders, one for the colour and one for the words, meet on one sphere.',
  fields: {
    strength: number({
      ...strengthField,
      label: 'View changes',
      help: 'How far each colour is shifted at random, and the share of words that are left out of each name.',
      default: 0.2,
      range: [0, 0.9],
    }),
    points: number({
      label: 'Colours',
      help: 'How many colours are used; about a fifth of them are kept unseen.',
      default: 4900,
      range: [500, 4900],
      step: 100,
      integer: true,
    }),
    partner: choice({
      label: 'Partner of a name',
      help: 'The colour that belongs with a name: a colour is the more relevant the nearer it looks to the right one.',
      default: 'own',
      options: {
        own: {label: 'its own'},
        relevant: {label: 'any relevant', help: 'One that is at all relevant, all equally likely.'},
        graded: {label: 'by relevance', help: 'Drawn in proportion to relevance.'},
      },
    }),
    weight: choice({
      label: 'Weight of a pair',
      help: 'How much a pair counts in the loss, by the relevance of its colour.',
      default: 'equal',
      options: {
        equal: {label: 'equal'},
        linear: {label: 'relevance'},
        log: {label: 'log', help: 'log(1 + 99 relevance) / log 100: nearly equal but for the least relevant.'},
        rank: {label: '1 / rank', help: 'One over the place of the colour among the relevant ones.'},
      },
    }),
  },
  offers: ({partner, weight}) => ({
    inputs: ['vectors', 'tokens'],
    classes: true,
    weights: partner !== 'own' && weight !== 'equal',
  }),
});
