/** What the catalogue shows of a study: pure. */
import type {Card} from '../../panels/study/card.ts';
import {cardOf} from '../../panels/study/cardOf.ts';
import {forestSpan, type Span} from '../../panels/study/claim.ts';
import {pictureOf} from '../../panels/study/picture.ts';
import type {Verdict} from '../../studies/kit/clauses.ts';
import type {Results} from '../../studies/kit/results.ts';
import type {Study} from '../../studies/kit/study.ts';
import {effectText} from './effect.ts';

export interface Finding {
  text: string;
  /** The effect with its interval, in words. */
  effect: string;
  /** The same as a bar against the margin; undefined where the study no longer has the clause. */
  span: Span | undefined;
  verdict: Verdict;
}

export interface Measured {
  status: Verdict;
  /** How many. */
  seeds: number;
  clauses: readonly Finding[];
  /** The figure. */
  card: Card;
}

export type Summary = Measured | {status: 'guide' | 'not measured yet'};

export function summaryOf(study: Study, results: Results | undefined): Summary {
  if (!results) return {status: 'not measured yet'};
  const {claim, seeds} = results;
  return {
    status: claim.verdict,
    seeds: seeds.length,
    clauses: claim.clauses.map((result, i) => ({
      text: result.text,
      effect: effectText(result),
      span: study.clauses[i] && rounded(forestSpan(study.clauses[i], result)),
      verdict: result.verdict,
    })),
    card: cardOf(pictureOf(study, results)),
  };
}

const rounded = ({at, low, high}: Span): Span => ({at: thousandth(at), low: thousandth(low), high: thousandth(high)});

const thousandth = (share: number) => Math.round(1000 * share) / 1000;
