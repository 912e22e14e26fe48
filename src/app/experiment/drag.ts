/** Milliseconds between two moves of a slider that is being dragged. */
const EVERY = 60;

/** Milliseconds without a move after which a slider has come to rest. */
export const REST = 600;

type Send<T> = (path: string, value: number, run: T) => void;

/**
 * Passes on the newest value of each slider, at most every 60 ms: a drag becomes a handful of moves, not hundreds.
 * `run` is the run that the slider belonged to when it was moved.
 */
export function throttled<T>(send: Send<T>): Send<T> {
  const waiting = new Map<string, [value: number, run: T]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    for (const [path, [value, run]] of waiting) send(path, value, run);
    waiting.clear();
    timer = setTimeout(() => {
      timer = undefined;
      if (waiting.size > 0) flush();
    }, EVERY);
  };
  return (path, value, run) => {
    waiting.set(path, [value, run]);
    if (!timer) flush();
  };
}
