/** Which metrics a sweep is drawn with, when the reader has not chosen. */
import type {Metric} from '../../metrics/metric.ts';

/** What says best whether the model is of use on unseen data, in this order. */
const USE = [
  ...[
    'recallAt1',
    'retrievalAt1',
    'retrievalAt10',
    'kNearest',
    'linearProbe',
    'meanClassifier',
    'spearman',
    'ndcgAt10',
  ],
  ...['accuracy', 'goldCorrelation', 'gold'],
];
/** What lies behind it. */
const BEHIND = ['uniformity', 'lengthCorrelation', 'divergence', 'testLoss', 'loss'];

/** Two metrics that the run measures, of those wished if possible; one where there is no second. */
export function metricsToDraw(names: readonly string[], wished: readonly (string | undefined)[] = []): string[] {
  const has = (name: string | undefined): name is string => name !== undefined && names.includes(name);
  const [first = [...USE, ...names].find(has), second] = wished.filter(has);
  const rest = USE.includes(first ?? '') ? [...BEHIND, ...USE] : [...USE, ...BEHIND];
  const other = second ?? rest.find((name) => has(name) && name !== first);
  return [first, other].filter(has);
}

/** Those of a lab that this run measures and that change with training, in the lab's order. */
export const drawable = (all: readonly Metric[], names: readonly string[]): Metric[] =>
  all.filter(({name, reference}) => names.includes(name) && !reference);
