/** Frames that have come in a run, also while this panel was not there. */
import {useEffect} from 'react';
import type {Feed, LawFrame, View} from '../data.ts';
import {beginningOf, withFrame} from './ridges.ts';

/** By the first frame of a run, which tells runs apart, and by member and stage. */
const runs = new WeakMap<LawFrame, Map<string, readonly LawFrame[]>>();

interface Sources {
  law: Feed<LawFrame | undefined>;
  /** The first frame of the run. */
  first: Feed<LawFrame | undefined>;
  /** The member of the population that is shown. */
  member: Feed<number>;
  view: Feed<View>;
  /** Steps at which stages begin: a picture is of one stage. */
  beginnings: Feed<readonly number[]>;
}

/** Keeps every frame that comes, and tells which were kept of the stage that is shown. */
export function useKept({law, first, member, view, beginnings}: Sources): () => readonly LawFrame[] {
  const placeOf = (frame: LawFrame) => `${member.get()} ${beginningOf(frame.tick, beginnings.get())}`;
  const kept = (): readonly LawFrame[] => {
    const [frame, run] = [law.get(), first.get()];
    return (frame && run && runs.get(run)?.get(placeOf(frame))) ?? [];
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a place is made of what is listed
  useEffect(() => {
    const take = () => {
      const [frame, run] = [law.get(), first.get()];
      if (!frame || !run) return;
      const places = runs.get(run) ?? new Map<string, readonly LawFrame[]>();
      runs.set(run, places);
      const place = placeOf(frame);
      places.set(place, withFrame(places.get(place) ?? [], frame, view.get().at === undefined));
    };
    take();
    return law.subscribe(take);
  }, [law, first, member, view, beginnings]);
  return kept;
}
