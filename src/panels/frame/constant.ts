import type {Feed} from '../data.ts';

/** A feed that never changes. */
export const constant = <T>(value: T): Feed<T> => ({get: () => value, subscribe: () => () => {}});
