/** Ways to say the same in other words. */
export const REWORDINGS = ['synonyms', 'illegible', 'marks', 'filler', 'affixes'] as const;

export type Rewording = (typeof REWORDINGS)[number];

/**
 * Suites: items that test a reward model, made by edits whose effect is known. Each group of a suite has some right answers
 * and then some wrong ones, and a good reward puts the right ones above.
 */
export type SuiteName =
  | 'writers'
  | 'styles'
  | 'swapped'
  | 'brief'
  | 'manners'
  | 'oneOfFour'
  | 'ties'
  | 'tiesReference'
  | 'wished'
  | 'shifted'
  | 'contrast'
  | 'asWritten'
  | Rewording;

export interface Suite {
  name: SuiteName;
  groups: number;
  /** Right answers in each group, and wrong ones behind them. */
  right: number;
  wrong: number;
}

/** How answers of the suite `styles` are dressed, the plainest first: both the right ones and the wrong ones of a group. */
export const STYLES = ['Concise', 'Detailed', 'Marked'] as const;

export type Style = (typeof STYLES)[number];
