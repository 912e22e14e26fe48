import {named} from '../spec/index.ts';

/** Which panels stand beside the figure, from the top down, by their ids. */
export type Arrangement = readonly string[];

export const sameArrangement = (a: Arrangement, b: Arrangement): boolean => a.join() === b.join();

export const writeArrangement = (panels: Arrangement): string => panels.join();

/** More panels than any lab has. */
const MOST_PANELS = 40;

/** The names in a link, each once; not more than a lab could have. */
export const readArrangement = (text: string): Arrangement => [
  ...new Set(text.split(',', MOST_PANELS).filter((name) => name !== '')),
];

/** The panels that a lab has; a sentence about those that do not exist. */
export function knownPanels(names: Arrangement, lab: readonly {id: string}[]): {panels: Arrangement; problem?: string} {
  const known = new Set(lab.map(({id}) => id));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length === 0) return {panels: names};
  const said = unknown.slice(0, 3).map((name) => `“${name.slice(0, 40)}”`);
  const which = unknown.length === 1 ? `a panel ${said}, which does` : `panels ${said.join(', ')}, which do`;
  const problem = `This link names ${which} not exist; there is ${named([...known])}.`;
  return {panels: names.filter((name) => known.has(name)), problem};
}

/** Puts another panel in the place of one; one that stands elsewhere changes places with it. */
export const replaced = (panels: Arrangement, old: string, next: string): Arrangement =>
  panels.map((id) => (id === old ? next : id === next ? old : id));

export const added = (panels: Arrangement, next: string): Arrangement =>
  panels.includes(next) ? panels : [...panels, next];

export const removed = (panels: Arrangement, old: string): Arrangement => panels.filter((id) => id !== old);

/** One place up (-1) or down (1), if there is one. */
export function moved(panels: Arrangement, id: string, by: -1 | 1): Arrangement {
  const from = panels.indexOf(id);
  const other = panels[from + by];
  return from < 0 || other === undefined ? panels : replaced(panels, id, other);
}
