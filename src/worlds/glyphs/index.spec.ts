import {choice, choices, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {changeFields} from '../shared/changes.spec.ts';

export const glyphs = viewsFace({
  kind: 'glyphs',
  label: 'Letters in many faces',
  help: 'The same letters set in 14 typefaces: what is alike depends on what is asked.',
  fields: {
    task: choice({
      label: 'Positive pair',
      help: 'Which two pictures are told to belong together: the same pictures teach two opposite things.',
      default: 'letter',
      options: {
        letter: {label: 'same letter', help: 'One letter in two faces: the face is to be ignored.'},
        face: {label: 'same face', help: 'Two letters of one face: the letter is to be ignored.'},
      },
      main: true,
    }),
    classes: choice({
      label: 'Classes',
      help: 'What colours and classifiers go by, and what an objective is told that asks for classes.',
      default: 'letter',
      options: {letter: {label: 'letters'}, face: {label: 'faces'}},
      main: true,
    }),
    letters: choices({
      label: 'Letters',
      help: 'Which letters there are. Four of the faces have capitals only.',
      default: ['capitals', 'small'],
      options: {capitals: {label: 'A-Z'}, small: {label: 'a-z'}, digits: {label: '0-9'}},
    }),
    ...changeFields,
    strength: number({...changeFields.strength, default: 0.2}),
    resolution: choice({
      label: 'Picture size',
      help: 'Pixels along each side of the pictures that the model sees.',
      default: '16',
      options: {'16': {label: '16 × 16'}, '32': {label: '32 × 32'}},
    }),
  },
  offers: () => ({inputs: ['pictures'], classes: true}),
});
