/** The project's sources as texts, in which parts are planted; and what README says of the files that this touches. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Part} from './parts.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const NEW_FILES = join(root, 'test/planted/files');

/** Texts by path. */
export type Sources = Map<string, string>;

/** The texts of a folder, by their paths from `base`. */
function textsIn(base: string, folder: string): Sources {
  const entries = readdirSync(join(base, folder), {recursive: true, withFileTypes: true});
  const paths = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(base.length).replace(/^[\\/]/, ''), readFileSync(path, 'utf8')]));
}

export const readSources = (): Sources => textsIn(root, 'src');

/** The sources with one more part. Throws where an edit does not fit. */
export function planted(sources: Sources, {folders, edits}: Part): Sources {
  const next = new Map(sources);
  for (const folder of folders) {
    for (const [path, text] of textsIn(NEW_FILES, folder)) {
      if (sources.has(path)) throw new Error(`${path} is there already.`);
      next.set(path, text);
    }
  }
  for (const {file, old, new: text} of edits) {
    const pieces = next.get(file)?.split(old) ?? [];
    if (pieces.length !== 2) throw new Error(`${file} has ${JSON.stringify(old)} ${pieces.length - 1} times.`);
    next.set(file, pieces.join(text));
  }
  return next;
}

export interface Touched {
  /** Paths of new files. */
  made: string[];
  /** Paths of files that were there, with how many of their lines are new or other ones. */
  changed: Map<string, number>;
}

/** Compares every text. */
export function touchedBetween(before: Sources, after: Sources): Touched {
  const made = [...after.keys()].filter((path) => !before.has(path));
  const changed = [...before].filter(([path, text]) => after.get(path) !== text);
  return {made, changed: new Map(changed.map(([path, text]) => [path, newLines(text, after.get(path)!)]))};
}

function newLines(before: string, after: string): number {
  const left = before.split('\n');
  return after.split('\n').filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  }).length;
}

/** The paths below src/ in the first sentence of README's paragraph on a part, with the planted names put in. */
export function pathsInReadme({title, names}: Part): string[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8').replace(/\s+/g, ' ');
  const [, sentence] = readme.match(new RegExp(`\\*\\*To add ${title}\\*\\*(.*?)\\.(?= |$)`)) ?? [];
  if (sentence === undefined) throw new Error(`README does not say how to add ${title}.`);
  const paths = [...sentence.matchAll(/`(src\/[^`]+)`/g)].map(([, path]) => path);
  return paths.map((path) => Object.entries(names).reduce((at, [name, own]) => withName(at, name, own), path));
}

/** `name` is a whole folder, `Name` the beginning of a file's name. */
const withName = (path: string, name: string, own: string): string =>
  path.replace(/^[A-Z]/.test(name) ? `/${name}` : `/${name}/`, /^[A-Z]/.test(name) ? `/${own}` : `/${own}/`);
