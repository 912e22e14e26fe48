import type {Metric} from '../metric.ts';

export const centroidGap = {
  name: 'centroidGap',
  label: 'Distance of the minority',
  help: 'How far the mean representation of the minority lies from that of the class nearest to it, over the mean distance of all classes. 0: it is at the same place as that class.',
  better: 'higher',
} as const satisfies Metric;

export const minorityRecall = {
  name: 'minorityRecall',
  label: 'Minority found',
  help: 'How often a linear classifier names the minority for an unseen thing of it. It learns from as many labelled things of every class, whatever the encoder was trained on.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
