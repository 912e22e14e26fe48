/** Which panels stand beside the sphere, from the top down. */
import {type PanelId, panelsOfLab} from '../panels/index.spec.ts';
import type {LabName} from './presets.ts';

export type Arrangement = readonly PanelId[];

/** Those of each lab. */
export const STANDARD = {
  sphere: ['temperature', 'plane', 'curves'],
  reward: ['reading', 'curves', 'bestOf'],
} as const satisfies Readonly<Record<string, Arrangement>>;

export const sameArrangement = (a: Arrangement, b: Arrangement): boolean => a.join() === b.join();

export const writeArrangement = (panels: Arrangement): string => panels.join();

/** The panels of a lab that a link names, each once; a sentence about those that do not exist. */
export function readArrangement(text: string, lab: LabName): {panels: Arrangement; problem?: string} {
  const names = [...new Set(text.split(',').filter((name) => name !== ''))];
  const known = panelsOfLab(lab).map(({id}) => id);
  const isKnown = (name: string): name is PanelId => known.some((id) => id === name);
  const unknown = names.filter((name) => !isKnown(name));
  const panels = names.filter(isKnown);
  if (unknown.length === 0) return {panels};
  const said = unknown.slice(0, 3).map((name) => `“${name.slice(0, 40)}”`);
  const there = known.join(', ');
  const which = unknown.length === 1 ? `a panel ${said}, which does` : `panels ${said.join(', ')}, which do`;
  return {panels, problem: `This link names ${which} not exist; there is ${there}.`};
}

/** Puts another panel in the place of one; one that stands elsewhere changes places with it. */
export const replaced = (panels: Arrangement, old: PanelId, next: PanelId): Arrangement =>
  panels.map((id) => (id === old ? next : id === next ? old : id));

export const added = (panels: Arrangement, next: PanelId): Arrangement =>
  panels.includes(next) ? panels : [...panels, next];

/** Beside a file of preference pairs: its audit first, and not the best of many answers, which files do not have. */
export const besideFile = (panels: Arrangement): Arrangement => [
  'audit',
  ...panels.filter((id) => id !== 'audit' && id !== 'bestOf'),
];

export const removed = (panels: Arrangement, old: PanelId): Arrangement => panels.filter((id) => id !== old);

/** One place up (-1) or down (1), if there is one. */
export function moved(panels: Arrangement, id: PanelId, by: -1 | 1): Arrangement {
  const from = panels.indexOf(id);
  const other = panels[from + by];
  return from < 0 || other === undefined ? panels : replaced(panels, id, other);
}
