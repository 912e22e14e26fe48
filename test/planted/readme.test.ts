import {expect, it} from 'vitest';
import {PARTS} from './parts.ts';
import {pathsInReadme, planted, readSources, touchedBetween} from './sources.ts';

/** An entry and its import, or a case of two lines. */
const ENTRY = 2;

/** Files that list parts of a kind, not those of the program or the lab that a part is for. */
const isList = (path: string) =>
  /^src\/(worlds|objectives|objectives\/contrastive|metrics|panels|programs|labs|presets)\/\w+(\.spec)?\.ts$/.test(
    path,
  );

/** Each part with the sources before it and after it. */
let sources = readSources();
const steps = PARTS.map((part) => {
  const before = sources;
  sources = planted(before, part);
  return {part, before, after: sources};
});

it.each(steps.map(({part, ...step}) => [part.title, part, step] as const))(
  'README names exactly the files that are touched when %s is added, and lists grow by an entry',
  (_title, part, {before, after}) => {
    const {made, changed} = touchedBetween(before, after);
    expect([...made, ...changed.keys()].sort()).toEqual(pathsInReadme(part).sort());
    for (const [path, lines] of changed) if (isList(path)) expect(lines, path).toBeLessThanOrEqual(ENTRY);
  },
);
