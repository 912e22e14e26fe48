import {file, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {strengthField} from '../shared/fields.spec.ts';

export const fileViews = viewsFace({
  kind: 'file',
  label: 'Your own file',
  help: 'Vectors or sentences from your machine. They stay there: a link names the file and does not contain it.',
  fields: {
    file: file({
      label: 'File',
      help: 'Vectors as .npy, .csv or .jsonl ({"vector": [...]}), sentences or pairs of them as .jsonl ({"text": "..."} or {"a": "...", "b": "..."}); labels are classes. Each column of vectors is standardised: mean 0, deviation 1.',
      main: true,
    }),
    strength: number({
      ...strengthField,
      label: 'View noise',
      help: 'How far the two views of a vector lie from it, in standard deviations of the columns. Sentences have no such noise.',
    }),
    dropped: number({
      label: 'Left out',
      help: 'Share of a vector’s numbers, or of a sentence’s words, that are left out at random in each view.',
      default: 0.1,
      range: [0, 0.9],
      step: 0.01,
      acts: 'next step',
      main: true,
    }),
    most: number({
      label: 'Rows at most',
      help: 'If the file is longer, this many rows are taken from it, evenly spaced. A fifth of them are kept unseen.',
      default: 5000,
      range: [20, 20_000],
      scale: 'log',
      integer: true,
    }),
  },
  offers: ({file}) => ({inputs: [file.holds === 'vectors' ? 'vectors' : 'tokens'], classes: file.classes > 1}),
});
