/**
 * All papers, and the study of each that has one. A study is found by its place, `src/studies/<folder>/<slug>.ts`, and loaded
 * when it is wanted; so are its results.
 */

import {language} from '../programs/index.spec.ts';
import type {Guide} from './kit/guide.ts';
import type {Results} from './kit/results.ts';
import type {Study} from './kit/study.ts';

const STUDIES = byName(import.meta.glob<Study>('./{sphere,reward,policy}/*.ts', {import: 'default'}));
const GUIDES = byName(import.meta.glob<Guide>('./guide/*.ts', {import: 'default'}));
const DOORS = byName(import.meta.glob<Guide>('./door/*.ts', {import: 'default'}));
const RESULTS = byName(import.meta.glob<Results>('./results/*.json', {import: 'default'}));

type Loaders<T> = Readonly<Record<string, () => Promise<T>>>;

/** Loaders by the name of the file. */
function byName<T>(files: Record<string, () => Promise<T>>): Loaders<T> {
  const nameOf = (path: string) => path.split('/').at(-1)!.split('.')[0];
  return Object.fromEntries(Object.entries(files).map(([path, load]) => [nameOf(path), load]));
}

async function load<T>(loaders: Loaders<T>, name: string): Promise<T | undefined> {
  return Object.hasOwn(loaders, name) ? loaders[name]() : undefined;
}

/** The slugs of all studies that are built. */
export const STUDY_SLUGS: readonly string[] = Object.keys(STUDIES);

/** The slugs of all guides: pages of text with live figures, without a claim. */
export const GUIDE_SLUGS: readonly string[] = Object.keys(GUIDES);

/** The slugs of the pages that answer a question. */
export const DOOR_SLUGS: readonly string[] = Object.keys(DOORS);

/** The guide to a paper, or to a question; undefined where there is none. */
export const loadGuide = (slug: string): Promise<Guide | undefined> =>
  load(Object.hasOwn(DOORS, slug) ? DOORS : GUIDES, slug);

/** The study of a paper, with the specs of its programs; undefined where it is not built. */
export async function loadStudy(slug: string): Promise<Study | undefined> {
  const study = await load(STUDIES, slug);
  await language.load(study?.arms.flatMap(({stages}) => language.named({stages})) ?? []);
  return study;
}

/** What was measured; undefined where nothing was. */
export const loadResults = (slug: string): Promise<Results | undefined> => load(RESULTS, slug);
