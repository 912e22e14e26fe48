/** What a policy does on the whole, summed over all answers that it can give: nothing is estimated from samples. */
import type {Metric} from '../metric.ts';

export const gold = {
  name: 'gold',
  label: 'Gold',
  help: 'The true worth of an answer, on average over all answers that the policy gives.',
  better: 'higher',
} as const satisfies Metric;

export const proxy = {
  name: 'proxy',
  label: 'Reward',
  help: 'What the judge that the policy learns from gives an answer, on average. When it rises while gold falls, the judge is being fooled.',
  better: 'higher',
} as const satisfies Metric;

export const divergence = {
  name: 'divergence',
  label: 'KL from the reference',
  symbol: 'KL(π‖ref)',
  help: 'How far the policy has moved from where it began, in nats: 0 means that it answers as before.',
} as const satisfies Metric;

export const reverseDivergence = {
  name: 'reverseDivergence',
  label: 'KL of the reference from the policy',
  symbol: 'KL(ref‖π)',
  help: 'The same distance from the other side. It grows without bound when the policy gives up answers that the reference gives.',
} as const satisfies Metric;

export const entropy = {
  name: 'entropy',
  label: 'Entropy of answers',
  symbol: 'H',
  help: 'How uncertain it is which answer comes, in nats. 0 means always the same one.',
} as const satisfies Metric;

export const answers = {
  name: 'answers',
  label: 'How many answers',
  help: 'The number of equally likely answers with the same entropy. It falls towards 1 when the policy keeps giving the same answer.',
} as const satisfies Metric;

export const moves = {
  name: 'moves',
  label: 'Statements',
  help: 'How many statements an answer makes on average.',
} as const satisfies Metric;

export const facts = {
  name: 'facts',
  label: 'Facts',
  help: 'Different right statements about what was asked, on average in an answer.',
  better: 'higher',
} as const satisfies Metric;

export const wrong = {
  name: 'wrong',
  label: 'Errors',
  help: 'Wrong statements about what was asked, on average in an answer.',
  better: 'lower',
} as const satisfies Metric;

export const offTopic = {
  name: 'offTopic',
  label: 'Off topic',
  help: 'Statements about something else, on average in an answer.',
  better: 'lower',
} as const satisfies Metric;

export const length = {
  name: 'length',
  label: 'Length of answers',
  help: 'Tokens of an answer, on average.',
} as const satisfies Metric;

export const style = {
  name: 'style',
  label: 'Style marks',
  help: 'Bullets, stars and the like, on average in an answer.',
} as const satisfies Metric;

export const praise = {
  name: 'praise',
  label: 'Praise',
  help: 'Compliments to the one who asks, on average in an answer.',
} as const satisfies Metric;

export const rude = {
  name: 'rude',
  label: 'Rudeness',
  help: 'Insults to the one who asks, on average in an answer.',
  better: 'lower',
} as const satisfies Metric;

export const repeats = {
  name: 'repeats',
  label: 'Repetition',
  help: 'Statements that were made before, on average in an answer.',
  better: 'lower',
} as const satisfies Metric;

export const winRate = {
  name: 'winRate',
  label: 'Win rate',
  help: 'How often an answer of the policy is truly better than one of the reference. Ties count half, so it begins at one half.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const bestOf16Gold = {
  name: 'bestOf16Gold',
  label: 'Gold of the best of 16',
  help: 'The true worth of the answer that the judge likes best among 16 of the policy.',
  better: 'higher',
} as const satisfies Metric;

export const regret = {
  name: 'regret',
  label: 'Regret',
  help: 'What the policy lacks of the best possible reward minus the price of its divergence. 0 means that nothing is left to learn.',
  better: 'lower',
} as const satisfies Metric;

export const optimumDistance = {
  name: 'optimumDistance',
  label: 'KL from the optimum',
  symbol: 'KL(π‖π*)',
  help: 'How far the policy is, in nats, from the one that is best at this price of divergence.',
  better: 'lower',
} as const satisfies Metric;

/** All of them, in the order in which lists show them. */
export const EXACT_METRICS: readonly Metric[] = [
  gold,
  proxy,
  divergence,
  winRate,
  length,
  facts,
  wrong,
  offTopic,
  style,
  praise,
  rude,
  repeats,
  moves,
  entropy,
  answers,
  reverseDivergence,
  bestOf16Gold,
  regret,
  optimumDistance,
];
