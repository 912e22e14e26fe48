import {file, number} from '../../spec/index.ts';
import {preferenceFace} from '../faces.spec.ts';

export const filePreferences = preferenceFace({
  kind: 'file',
  label: 'Your own pairs',
  help: 'Preference pairs from your machine. They stay there: a link names the file and does not contain it.',
  fields: {
    file: file({
      label: 'File',
      help: 'A .jsonl, .json, .csv or .parquet with chosen and rejected (texts, "Human: … Assistant: …" or lists of messages), with or without prompt; or with response_a, response_b and preference, which is a or 0, b or 1, or tie. Regression also needs score_chosen and score_rejected, or score_a and score_b, of every pair: they are standardised over the pairs to learn from. The last 32 words of a prompt and its answer are read, 128 words in all.',
      main: true,
    }),
    most: number({
      label: 'Pairs at most',
      help: 'If the file is longer, this many pairs are taken from it, evenly spaced. The pairs of every fifth prompt are kept unseen.',
      default: 5000,
      range: [20, 20_000],
      scale: 'log',
      integer: true,
    }),
  },
  // What a file has is known when it is opened.
  offers: () => ({texts: true, lengths: true, scores: true}),
});
