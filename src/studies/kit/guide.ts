/**
 * A guide: a page of text in our words, with live figures, that puts studies in an order. It has no verdict. It is one file,
 * `src/studies/guide/<slug>.ts` for a paper or `src/studies/door/<slug>.ts` for a question of `doors.ts`, whose default
 * export is made with `guide`.
 */
import type {Measure} from './measures.ts';
import type {Arm} from './study.ts';

export interface GuideSection {
  title: string;
  /** In our words. */
  paragraphs: readonly string[];
  /** Arms that train under the text, at most four, with the measures that stand under each. */
  figure?: {title: string; arms: readonly Arm[]; measures: readonly Measure[]};
  /** Many arms in one plane, one dot each, which train when the reader asks for it. `x` and `y` are two of the measures. */
  plane?: {title: string; arms: readonly Arm[]; measures: readonly Measure[]; x: string; y: string};
  /** All arms of measured studies in one plane: one dot for each seed. `x` and `y` are measures that all of them have. */
  results?: {title: string; studies: readonly string[]; x: string; y: string};
}

export interface Guide {
  sections: readonly GuideSection[];
  /** Slugs of the papers in the order in which they are best read, with what one looks for in each. */
  orders: readonly {slug: string; why: string}[];
}

export const guide = (definition: Guide): Guide => definition;
