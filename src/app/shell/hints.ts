/** Small things to try on the first visit to each lab. Once done or dismissed, they do not come back. */
import {create} from 'zustand';
import {recall, remember} from '../../storage/texts.ts';

const KEY = 'hints';

/** The names of hints in a stored text, each once. Anything else is left out. */
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
