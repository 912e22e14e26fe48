import type {Feed} from '../data.ts';

/** A feed that its owner can set. */
export interface Signal<T> extends Feed<T> {
  set(value: T): void;
}

export function signal<T>(value: T): Signal<T> {
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
