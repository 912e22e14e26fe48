/** What a reward says of the suites of a world: of answers that are right or wrong by a known edit. */
import {REWORDINGS, type Style} from '../../worlds/suites.spec.ts';
import type {Metric} from '../metric.ts';

const share = {better: 'higher', range: [0, 1]} as const;

export const suiteWriters = {
  ...share,
  name: 'suiteWriters',
  label: 'Strong against weak writers',
  help: 'Share of pairs in which the writer who knows more has the higher reward.',
} as const satisfies Metric;

/** The style matrix of RM-Bench: a right answer in one style against the same with one error, in another. */
const cell = <const R extends Style, const W extends Style>(right: R, wrong: W) =>
  ({
    ...share,
    name: `styles${right}${wrong}`,
    label: `${right} and right against ${wrong.toLowerCase()} and wrong`,
    help: 'Share of pairs that differ in one fact in which the right answer has the higher reward.',
  }) as const satisfies Metric;

export const stylesConciseConcise = cell('Concise', 'Concise');
export const stylesConciseDetailed = cell('Concise', 'Detailed');
export const stylesConciseMarked = cell('Concise', 'Marked');
export const stylesDetailedConcise = cell('Detailed', 'Concise');
export const stylesDetailedDetailed = cell('Detailed', 'Detailed');
export const stylesDetailedMarked = cell('Detailed', 'Marked');
export const stylesMarkedConcise = cell('Marked', 'Concise');
export const stylesMarkedDetailed = cell('Marked', 'Detailed');
export const stylesMarkedMarked = cell('Marked', 'Marked');

/** The style of the right answer by row, that of the wrong one by column. */
export const STYLE_MATRIX = [
  [stylesConciseConcise, stylesConciseDetailed, stylesConciseMarked],
  [stylesDetailedConcise, stylesDetailedDetailed, stylesDetailedMarked],
  [stylesMarkedConcise, stylesMarkedDetailed, stylesMarkedMarked],
] as const;

export const stylesEasy = {
  ...share,
  name: 'stylesEasy',
  label: 'One error, in the plainer style',
  help: 'The right answer has more style than the wrong one: a reward that likes style is right here.',
} as const satisfies Metric;

export const stylesNormal = {
  ...share,
  name: 'stylesNormal',
  label: 'One error, in the same style',
  help: 'Share of pairs in which the right answer has the higher reward; both have the same style.',
} as const satisfies Metric;

export const stylesHard = {
  ...share,
  name: 'stylesHard',
  label: 'One error, in the richer style',
  help: 'The wrong answer has more style than the right one: a reward that likes style is wrong here.',
} as const satisfies Metric;

export const stylesAverage = {
  ...share,
  name: 'stylesAverage',
  label: 'One error, in any style',
  help: 'The mean of the same, the plainer and the richer style.',
} as const satisfies Metric;

export const suiteSwapped = {
  ...share,
  name: 'suiteSwapped',
  label: 'The answer to another question',
  help: 'Share of answers with a higher reward under their own question than under another.',
} as const satisfies Metric;

export const suiteBrief = {
  ...share,
  name: 'suiteBrief',
  label: 'Short and right against long and wrong',
  help: 'Share of pairs in which two facts have a higher reward than two errors with much filler.',
} as const satisfies Metric;

export const suiteManners = {
  ...share,
  name: 'suiteManners',
  label: 'Manners',
  help: 'Share of answers with a higher reward without the insult behind them.',
} as const satisfies Metric;

export const suiteOneOfFour = {
  ...share,
  name: 'suiteOneOfFour',
  label: 'The best of four',
  help: 'Share of questions whose right answer has the highest reward of four; chance is a quarter.',
} as const satisfies Metric;

export const suiteTiesAccuracy = {
  ...share,
  name: 'suiteTiesAccuracy',
  label: 'All right above all wrong',
  help: 'Share of questions with four right answers of which each has a higher reward than every wrong one.',
} as const satisfies Metric;

export const suiteTies = {
  ...share,
  name: 'suiteTies',
  label: 'Ties',
  help: 'How well many right answers are put together, above all wrong ones: see the formula.',
} as const satisfies Metric;

export const suiteWishes = {
  ...share,
  name: 'suiteWishes',
  label: 'As was wished for',
  help: 'Share of pairs in which the answer that is as the question wishes has the higher reward.',
} as const satisfies Metric;

export const suiteReversals = {
  ...share,
  name: 'suiteReversals',
  label: 'Both of two wishes',
  help: 'Share of two answers of which the right one has the higher reward under one wish, and the other one under another. Guessing: a quarter.',
} as const satisfies Metric;

export const suiteResponses = {
  ...share,
  name: 'suiteResponses',
  label: 'Response consistency',
  help: 'Share of questions whose own answer has a higher reward than the answer to another question in almost the same words.',
} as const satisfies Metric;

export const suiteInstructions = {
  ...share,
  name: 'suiteInstructions',
  label: 'Instruction consistency',
  help: 'Share of answers with a higher reward under their own question than under another in almost the same words.',
} as const satisfies Metric;

/** Suites of the same pairs, as they were written and in other words. */
export const REWORDED = ['asWritten', ...REWORDINGS] as const;

type Reworded = (typeof REWORDED)[number];

export const rewordedName = <const N extends Reworded>(name: N): `reworded${Capitalize<N>}` =>
  `reworded${name[0].toUpperCase()}${name.slice(1)}` as `reworded${Capitalize<N>}`;

const inOtherWords = <const N extends Reworded>(name: N, label: string) =>
  ({
    ...share,
    name: rewordedName(name),
    label,
    help: 'Share of pairs in which the better answer has the higher reward. The pairs are the same in all kinds of words.',
  }) as const satisfies Metric;

export const rewordedAsWritten = inOtherWords('asWritten', 'As written');
export const rewordedSynonyms = inOtherWords('synonyms', 'In synonyms');
export const rewordedIllegible = inOtherWords('illegible', 'With illegible words');
export const rewordedMarks = inOtherWords('marks', 'With more style marks');
export const rewordedFiller = inOtherWords('filler', 'With more filler');
export const rewordedAffixes = inOtherWords('affixes', 'With salutation and greetings');

export const suiteShifted = {
  ...share,
  name: 'suiteShifted',
  label: 'Answers of other writers',
  help: 'Share of pairs in which the better answer has the higher reward. They are as a policy writes when it was trained on rewards.',
} as const satisfies Metric;

export const suiteWorst = {
  ...share,
  name: 'suiteWorst',
  label: 'The worst suite',
  help: 'The lowest accuracy of all suites of pairs.',
} as const satisfies Metric;

/** All of them, in the order in which lists show them. */
export const SUITE_METRICS: readonly Metric[] = [
  suiteWriters,
  stylesEasy,
  stylesNormal,
  stylesHard,
  stylesAverage,
  stylesConciseConcise,
  stylesConciseDetailed,
  stylesConciseMarked,
  stylesDetailedConcise,
  stylesDetailedDetailed,
  stylesDetailedMarked,
  stylesMarkedConcise,
  stylesMarkedDetailed,
  stylesMarkedMarked,
  suiteSwapped,
  suiteBrief,
  suiteManners,
  suiteOneOfFour,
  suiteTies,
  suiteTiesAccuracy,
  suiteWishes,
  suiteReversals,
  suiteResponses,
  suiteInstructions,
  rewordedAsWritten,
  rewordedSynonyms,
  rewordedIllegible,
  rewordedMarks,
  rewordedFiller,
  rewordedAffixes,
  suiteShifted,
  suiteWorst,
];
