/** What is a condition. Apart from `conditions.ts`, which comes with the page. */
import * as v from 'valibot';
import type {Condition} from './conditions.ts';

const NO_BOUND = 'A condition on a metric must say above or below what number it is.';
const WRONG = 'A condition must be {metric, above, below}, {all}, {any} or {not}.';

const list = v.pipe(
  v.array(
    v.lazy(() => conditionSchema),
    WRONG,
  ),
  v.minLength(1, 'A list of conditions must not be empty.'),
);

export const conditionSchema: v.GenericSchema<Condition> = v.union(
  [
    v.pipe(
      v.strictObject({metric: v.string(), above: v.optional(v.number()), below: v.optional(v.number())}),
      v.check(({above, below}) => above !== undefined || below !== undefined, NO_BOUND),
    ),
    v.strictObject({all: list}),
    v.strictObject({any: list}),
    v.strictObject({not: v.lazy(() => conditionSchema)}),
  ],
  WRONG,
);
