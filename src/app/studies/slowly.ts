import type {Feed} from '../../panels/data.ts';

/** A feed that changes at most once in so many milliseconds. Its value is the newest at that time. */
export function slowly<T>(feed: Feed<T>, every: number): Feed<T> {
  let shown = feed.get();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end = () => {};
  const listeners = new Set<() => void>();
  const tell = () => {
    timer = undefined;
    const value = feed.get();
    if (value === shown) return;
    shown = value;
    for (const listener of listeners) listener();
  };
  return {
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        end = feed.subscribe(() => {
          timer ??= setTimeout(tell, every);
        });
        // What came before somebody listened.
        if (feed.get() !== shown) timer ??= setTimeout(tell, 0);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        end();
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}
