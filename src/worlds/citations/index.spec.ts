import {choice, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {latent} from '../latent/index.spec.ts';

export const citations = viewsFace({
  kind: 'citations',
  label: 'Documents that cite',
  help: 'Documents lie on a map of subjects. Near ones use the same words and often cite each other, but not all that is near is cited. Pairs and negatives come from citations; what is asked is which documents are near.',
  fields: {
    triples: choice({
      label: 'Positives and negatives',
      help: 'Which document belongs to a given one, and which does not.',
      default: 'shells',
      options: {
        shells: {label: 'ranks', help: 'Neighbours of some ranks in an embedding of all citations, as in SciNCL.'},
        direct: {
          label: 'citations',
          help: 'A document that is cited, against one that is cited by that but not by the first, as in SPECTER.',
        },
      },
      main: true,
    }),
    positiveRank: number({
      label: 'Rank of positives',
      symbol: 'k⁺',
      help: 'The last of the five ranks that positives come from.',
      default: 20,
      range: [5, 60],
      integer: true,
      main: true,
    }),
    negativeRank: number({
      label: 'Rank of hard negatives',
      symbol: 'k⁻',
      help: 'The last of the five ranks that hard negatives come from. Too near the positives, negatives are positives too.',
      default: 200,
      range: [20, 700],
      integer: true,
      main: true,
    }),
    hard: number({
      label: 'Hard negatives',
      help: 'How many of all negatives are hard. The others are drawn from all documents.',
      default: 0.6,
      range: [0, 1],
      step: 0.05,
      acts: 'next step',
    }),
    hidden: number({
      label: 'Missing citations',
      help: 'How many of the citations are not known.',
      default: 0.4,
      range: [0, 0.9],
      step: 0.05,
    }),
    stray: number({
      label: 'Stray citations',
      help: 'How many of all citations are of documents anywhere on the map.',
      default: 0.3,
      range: [0, 1],
      step: 0.05,
    }),
    words: number({
      label: 'Words',
      help: 'How many words a document has.',
      default: 20,
      range: [5, 100],
      integer: true,
    }),
    points: number({
      ...latent.fields.points,
      label: 'Documents',
      help: 'How many documents there are; a fifth of them are kept unseen.',
      default: 1500,
      range: [500, 2500],
    }),
    drawing: number({...latent.fields.drawing, help: 'Which random draw of documents, words and citations.'}),
  },
  offers: () => ({inputs: ['vectors'], classes: true, third: true}),
  idle: ({triples}) => (triples === 'shells' ? [] : ['positiveRank', 'negativeRank']),
});
