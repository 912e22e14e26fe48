import type {Metric} from '../metric.ts';

export const circleAccuracy = {
  name: 'circleAccuracy',
  label: 'Accuracy in circles',
  help: 'Of three answers of which A beats B, B beats C and C beats A: share of the three choices that are told right. Whatever puts answers on a line has one or two of three.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const circlesWhole = {
  name: 'circlesWhole',
  label: 'Whole circles',
  help: 'Share of circles of three answers of which all three choices are told right. Whatever puts answers on a line has none.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const orderError = {
  name: 'orderError',
  label: 'Order of the two',
  help: 'How far the chance that A beats B and the chance that B beats A are from adding up to 1, on average over unseen pairs.',
  better: 'lower',
  range: [0, 1],
} as const satisfies Metric;
