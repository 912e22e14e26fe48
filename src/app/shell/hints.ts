/** Small things to try on the first visit of each lab. Each is gone for good when it was done, or put away. */
import {create} from 'zustand';
import {recall, remember} from '../storage.ts';

const KEY = 'hints';

/** Names of hints, each once. What is no name is left out. */
export const readHints = (text: string | null): string[] => [
  ...new Set((text ?? '').split(',').filter((name) => /^[a-z-]{1,40}$/.test(name))),
];

export const useHints = create(() => ({done: readHints(recall(KEY))}));

export function finishHint(name: string): void {
  const {done} = useHints.getState();
  if (done.includes(name)) return;
  const next = [...done, name];
  remember(KEY, next.join());
  useHints.setState({done: next});
}
