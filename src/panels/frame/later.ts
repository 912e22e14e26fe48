/**
 * Parts of the page that nobody needs before the first step: until then the processor is left to the run. The reader who
 * reaches for the page has them at once.
 */
import {createElement, type FunctionComponent, lazy, type ReactNode} from 'react';

type Part<P> = (props: P) => ReactNode;

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

/** A part of the page could not be loaded. */
export class NotLoaded extends Error {}

let attempts = 0;
const again = new Set<() => void>();

/** Calls `listener` when parts that could not be loaded are asked for again. */
export function onLoadAgain(listener: () => void): () => void {
  again.add(listener);
  return () => again.delete(listener);
}

/** Parts that could not be loaded are asked for again when they are rendered next. */
export function loadAgain(): void {
  attempts++;
  for (const listener of again) listener();
}

/**
 * As React's `lazy`, which keeps a failure for ever: after `loadAgain` this one asks again. `without` stands in for a part
 * that the page can do without.
 */
export function lazyPart<P extends object>(load: () => Promise<{default: Part<P>}>, without?: Part<P>): Part<P> {
  let failedAt = Number.POSITIVE_INFINITY;
  const make = () =>
    lazy(async () => {
      try {
        return (await load()) as {default: FunctionComponent};
      } catch {
        failedAt = attempts;
        if (without) return {default: without as FunctionComponent};
        throw new NotLoaded();
      }
    });
  let part = make();
  return (props) => {
    if (failedAt < attempts) {
      failedAt = Number.POSITIVE_INFINITY;
      part = make();
    }
    return createElement(part, props);
  };
}

/** The same, but nothing is asked for before it is due. */
export const lazyLater = <P extends object>(load: () => Promise<Part<P>>, without?: Part<P>): Part<P> =>
  lazyPart(() => later(load).then((part) => ({default: part})), without);

/** In place of a part that the page can do without. */
export const Nothing = (): null => null;

/** For a page that has just come. */
export function listenForReader(): void {
  setTimeout(loadLater, LATEST);
  for (const type of REACHING) addEventListener(type, loadLater, {once: true, passive: true});
  addEventListener('online', loadAgain);
}
