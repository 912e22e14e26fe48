/** Frames that have come in a run, also while this panel was not there. */
import {useEffect} from 'react';
import type {Feed, LawFrame, View} from '../data.ts';
import {withFrame} from './ridges.ts';

/** By the first frame of a run, which tells runs apart, and by member. */
const runs = new WeakMap<LawFrame, Map<number, readonly LawFrame[]>>();

interface Sources {
  law: Feed<LawFrame | undefined>;
  /** The first frame of the run. */
  first: Feed<LawFrame | undefined>;
  /** The member of the population that is shown. */
  member: Feed<number>;
  view: Feed<View>;
}

/** Keeps every frame that comes, and tells which were kept of the run that is shown. */
export function useKept({law, first, member, view}: Sources): () => readonly LawFrame[] {
  const kept = (): readonly LawFrame[] => {
    const run = first.get();
    return (run && runs.get(run)?.get(member.get())) ?? [];
  };
  useEffect(() => {
    const take = () => {
      const [frame, run] = [law.get(), first.get()];
      if (!frame || !run) return;
      const members = runs.get(run) ?? new Map<number, readonly LawFrame[]>();
      runs.set(run, members);
      const before = members.get(member.get()) ?? [];
      members.set(member.get(), withFrame(before, frame, view.get().at === undefined));
    };
    take();
    return law.subscribe(take);
  }, [law, first, member, view]);
  return kept;
}
