import type {Metric} from '../metric.ts';

export const ndcgAt10 = {
  name: 'ndcgAt10',
  label: 'Order of the first ten found',
  symbol: 'nDCG@10',
  help: 'Relevance of the first ten documents found, the first counting most, relative to the best possible order.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

const {symbol, better, range} = ndcgAt10;

export const ndcgKnown = {
  name: 'ndcgKnown',
  label: 'Order found: known',
  help: 'The same where queries and documents were trained on.',
  ...{symbol, better, range},
} as const satisfies Metric;

export const ndcgNovelQuery = {
  name: 'ndcgNovelQuery',
  label: 'Order found: new queries',
  help: 'The same for new queries among documents that were trained on.',
  ...{symbol, better, range},
} as const satisfies Metric;

export const ndcgNovelDocument = {
  name: 'ndcgNovelDocument',
  label: 'Order found: new documents',
  help: 'The same for queries that were trained on, among new documents.',
  ...{symbol, better, range},
} as const satisfies Metric;

export const retrievalAt1 = {
  name: 'retrievalAt1',
  label: 'Answer found first',
  symbol: 'R@1',
  help: 'Share of queries for which the first document found is one of the most relevant.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const retrievalAt5 = {
  name: 'retrievalAt5',
  label: 'Answer found among five',
  symbol: 'R@5',
  help: 'Share of queries for which one of the most relevant documents is among the first five found.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const retrievalAt10 = {
  name: 'retrievalAt10',
  label: 'Answer found among ten',
  symbol: 'R@10',
  help: 'Share of queries for which one of the most relevant documents is among the first ten found.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
