/**
 * `npm test` runs short representatives of what takes long, `npm run test:long` runs it whole. A file of tests that has a long
 * form imports this module: by that `npm run test:long` finds it.
 */
const LONG = Boolean(process.env.LONG);

/** What `npm run test:long` takes, or what `npm test` takes instead. */
export const atLength = <T>(long: T, short: T): T => (LONG ? long : short);

/** All of these, or in `npm test` those that are at every n-th place. */
export const everyNth = <T>(n: number, all: readonly T[]): readonly T[] => all.filter((_, i) => LONG || i % n === 0);

/** A test, or nothing in `npm test`. */
export const whenLong = (define: () => void): void => {
  if (LONG) define();
};

/** Marks a browser test that `npm test` leaves out. */
export const long = {tag: '@long'};
