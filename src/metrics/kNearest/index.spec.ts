import type {Metric} from '../metric.ts';

export const kNearest = {
  name: 'kNearest',
  label: 'Class by the nearest five',
  symbol: 'kNN',
  help: 'How often the five nearest seen things vote for the right class of an unseen one. Nearest by the cosine of the representations.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const secondKNearest = {
  name: 'secondKNearest',
  label: 'Second label by the nearest five',
  help: 'The same vote for what else is known of things: the subclass of latent points, the typeface or the letter of a glyph, what a review is about or how it sounds. Whichever of the two is not the class.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
