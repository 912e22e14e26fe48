import type {Metric} from '../metric.ts';

export const calibrationError = {
  name: 'calibrationError',
  label: 'Calibration error',
  help: 'How far the model’s probabilities are from how often they come true.',
  better: 'lower',
  range: [0, 0.5],
} as const satisfies Metric;

export const sharedCalibrationError = {
  name: 'sharedCalibrationError',
  label: 'Calibration error of shared taste',
  help: 'How far the model’s probabilities are from those of the taste that all annotators share on average, which are known.',
  better: 'lower',
  range: [0, 0.5],
} as const satisfies Metric;
