/** The items of a presentation: presets, studies, and runs as the part of their link that names them. */
import {collectionOf} from '../../presets/index.ts';
import {GUIDE_SLUGS, STUDY_SLUGS} from '../../studies/index.ts';

const RUN = /^[a-z][a-z0-9-]*(\/[A-Za-z0-9_-]*)?$/;

/** What was typed or pasted, whole links among it, as items. */
export const tidied = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map((item) => {
      const [, address = item] = /#\/?(.*)/.exec(item) ?? [];
      const [run] = address.split('&');
      // The place before a preset is that of its lab, which it has anyway.
      return run.startsWith('studies/') || item === address ? run : run.split('/').slice(1).join('/');
    })
    .filter((item) => item !== '');

/** A sentence about the first item that does not exist; undefined where all do. */
export function checkItems(items: readonly string[]): string | undefined {
  if (items.length === 0) return 'Name at least one preset, study or run.';
  for (const item of items) {
    const shown = `“${item.slice(0, 40)}”`;
    const [first, slug] = item.split('/');
    if (first === 'studies') {
      if (!slug || !STUDY.has(slug)) return `There is no study ${shown} yet.`;
    } else if (!RUN.test(item) || !collectionOf(first)) return `There is no preset ${shown}.`;
  }
  return undefined;
}

const STUDY = new Set([...STUDY_SLUGS, ...GUIDE_SLUGS]);
