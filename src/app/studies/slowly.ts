import type {Feed} from '../../panels/data.ts';

/** A feed that changes at most once in so many milliseconds. Its value is the newest at that time. */
export function slowly<T>(feed: Feed<T>, every: number): Feed<T> {
  let shown = feed.get();
  return {
    get: () => shown,
    subscribe(listener) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tell = () => {
        timer = undefined;
        const value = feed.get();
        if (value === shown) return;
        shown = value;
        listener();
      };
      const end = feed.subscribe(() => {
        timer ??= setTimeout(tell, every);
      });
      // What came before somebody listened.
      if (feed.get() !== shown) timer = setTimeout(tell, 0);
      return () => {
        clearTimeout(timer);
        end();
      };
    },
  };
}
