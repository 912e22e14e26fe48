import type {Feed} from '../../panels/data.ts';

/** What one spot of a sweep has, told of its own changes alone. */
export function ofSpot<T>(all: Feed<readonly T[]>, spot: number): Feed<T> {
  const get = () => all.get()[spot];
  return {
    get,
    subscribe(listener) {
      let last = get();
      return all.subscribe(() => {
        if (get() === last) return;
        last = get();
        listener();
      });
    },
  };
}
