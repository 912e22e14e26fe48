import {choice, choices, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {changeFields} from '../shared/changes.spec.ts';

export const glyphs = viewsFace({
  kind: 'glyphs',
  label: 'Letters in many faces',
  help: 'The same letters set in 14 typefaces: which pictures count as alike depends on the task.',
  fields: {
    task: choice({
      label: 'Positive pair',
      help: 'Which two pictures are treated as belonging together: the same pictures can teach two opposite things.',
      default: 'letter',
      options: {
        letter: {label: 'same letter', help: 'One letter in two typefaces: the model learns to ignore the typeface.'},
        face: {label: 'same face', help: 'Two letters of one typeface: the model learns to ignore the letter.'},
      },
      main: true,
    }),
    classes: choice({
      label: 'Classes',
      help: 'What points are coloured by, classifiers predict, and objectives with classes are given.',
      default: 'letter',
      options: {letter: {label: 'letters'}, face: {label: 'faces'}},
      main: true,
    }),
    letters: choices({
      label: 'Letters',
      help: 'Which letters are used. Four of the typefaces have capitals only.',
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
