import {part} from '../../spec/index.ts';

export const regression = part({
  kind: 'regression',
  label: 'Regression',
  help: 'The reward learns the score that each item was given, by least squares. Choices are not used.',
  fields: {},
});
