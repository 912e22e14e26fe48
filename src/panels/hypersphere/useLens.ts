import {useEffect, useMemo, useState} from 'react';
import type {PointSet} from '../data.ts';
import {emphasised, matching, namesOf, suggestions} from './find.ts';

const NO_GROUPS: ReadonlySet<number> = new Set();
const SUGGESTED = 12;

/** The reader's filters on the points: groups and a name. */
export interface Lens {
  pressed: ReadonlySet<number>;
  press(group: number): void;
  setPreview(group: number | undefined): void;
  /** The groups that stand out now: those pressed, and the one whose name is pointed at. */
  chosen: ReadonlySet<number>;
  query: string;
  setQuery(query: string): void;
  matches: readonly number[] | undefined;
  /** The number of different names that match. */
  found: number | undefined;
  names: readonly string[];
  emphasis: Uint8Array | undefined;
}

export function useLens(points: PointSet | undefined): Lens {
  const [pressed, setPressed] = useState(NO_GROUPS);
  const [preview, setPreview] = useState<number>();
  const [query, setQuery] = useState('');
  // Other points have other groups and names.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is their change that counts
  useEffect(() => {
    setPressed(NO_GROUPS);
    setQuery('');
  }, [points]);
  const chosen = useMemo(() => (preview === undefined ? pressed : new Set([...pressed, preview])), [pressed, preview]);
  const all = useMemo(() => (points?.named ? namesOf(points) : []), [points]);
  const matches = useMemo(() => matching(all, query), [all, query]);
  const names = useMemo(() => suggestions(all, matches ?? [], query, Number.POSITIVE_INFINITY), [all, matches, query]);
  const emphasis = useMemo(() => points && emphasised(points, chosen, matches), [points, chosen, matches]);
  const press = (group: number) => {
    const next = new Set(pressed);
    if (!next.delete(group)) next.add(group);
    setPressed(next);
  };
  return {
    pressed,
    press,
    setPreview,
    chosen,
    query,
    setQuery,
    matches,
    found: matches && names.length,
    names: names.slice(0, SUGGESTED),
    emphasis,
  };
}
