/**
 * Parts of the page that nobody needs before the first step: until then the processor is left to the run. The reader who
 * reaches for the page has them at once.
 */
import {type ComponentType, lazy} from 'react';

/** Milliseconds that they wait at most. */
const LATEST = 3000;
const REACHING = ['pointermove', 'pointerdown', 'keydown'] as const;

let resolve: () => void;
const due = new Promise<void>((done) => {
  resolve = done;
});

/** Loads what `lazyLater` holds back. */
export const loadLater = (): void => resolve();

/** Calls `load` when it is due. */
export const later = <T>(load: () => Promise<T>): Promise<T> => due.then(load);

/** As React's `lazy`, but nothing is asked for before it is due. */
export const lazyLater = <P>(load: () => Promise<ComponentType<P>>) =>
  lazy(() => later(load).then((part) => ({default: part})));

/** For a page that has just come. */
export function listenForReader(): void {
  setTimeout(loadLater, LATEST);
  for (const type of REACHING) addEventListener(type, loadLater, {once: true, passive: true});
}
