/** Three small things to try on the first visit of each lab. Each is gone for good when it was done, or put away. */
import {create} from 'zustand';
import {recall, remember} from '../storage.ts';

export const HINTS = ['space', 'turn', 'hover', 'taste', 'correlation', 'wrong'] as const;
export type HintName = (typeof HINTS)[number];

const KEY = 'hints';

/** Names that are no hints (any more) are left out. */
export const readHints = (text: string | null): HintName[] => HINTS.filter((name) => text?.split(',').includes(name));

export const useHints = create(() => ({done: readHints(recall(KEY))}));

export function finishHint(name: HintName): void {
  const {done} = useHints.getState();
  if (done.includes(name)) return;
  const next = [...done, name];
  remember(KEY, next.join());
  useHints.setState({done: next});
}
