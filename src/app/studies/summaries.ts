/**
 * What the catalogue shows of every study and guide that is built, found by their places. The built page has what this comes
 * to, without the studies and results that it is made from (scripts/summaries-plugin.mjs).
 */
import type {Guide} from '../../studies/kit/guide.ts';
import type {Results} from '../../studies/kit/results.ts';
import type {Study} from '../../studies/kit/study.ts';
import {type Summary, summaryOf} from './summary.ts';

const STUDIES = byName(
  import.meta.glob<Study>('../../studies/{sphere,reward,policy}/*.ts', {eager: true, import: 'default'}),
);
const GUIDES = byName(import.meta.glob<Guide>('../../studies/guide/*.ts', {eager: true, import: 'default'}));
const RESULTS = byName(import.meta.glob<Results>('../../studies/results/*.json', {eager: true, import: 'default'}));

function byName<T>(files: Record<string, T>): [slug: string, T][] {
  return Object.entries(files).map(([path, file]) => [path.split('/').at(-1)!.split('.')[0], file]);
}

const results = new Map(RESULTS);

/** By slug. */
export const SUMMARIES: Readonly<Record<string, Summary>> = Object.fromEntries([
  ...GUIDES.map(([slug]): [string, Summary] => [slug, {status: 'guide'}]),
  ...STUDIES.map(([slug, study]): [string, Summary] => [slug, summaryOf(study, results.get(slug))]),
]);
