/**
 * Conditions on metrics: "the alignment is below 0.2 and the uniformity below -2". One form for all that waits for a run to
 * get somewhere: the states of a story, goals, lessons.
 *
 * A metric that was not measured, or is not a number, leaves a comparison open. Open is a third value beside true and
 * false (Kleene's logic): `not` of open is open, `all` is open where nothing is false, `any` is open where nothing is true.
 * Only what is true holds, so a condition never holds because something is not known yet.
 */

/** With both bounds: between them. */
interface Comparison {
  metric: string;
  above?: number;
  below?: number;
}

export type Condition = Comparison | {all: Condition[]} | {any: Condition[]} | {not: Condition};

export function holds(condition: Condition, metrics: Readonly<Record<string, number>>): boolean {
  return judge(condition, metrics) === true;
}

/** True, false, or undefined where it is open. */
function judge(condition: Condition, metrics: Readonly<Record<string, number>>): boolean | undefined {
  if ('metric' in condition) return compare(condition, metrics);
  if ('not' in condition) {
    const inner = judge(condition.not, metrics);
    return inner === undefined ? undefined : !inner;
  }
  const decisive = 'any' in condition;
  const parts = ('any' in condition ? condition.any : condition.all).map((part) => judge(part, metrics));
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
}

function compare({metric, above, below}: Comparison, metrics: Readonly<Record<string, number>>): boolean | undefined {
  const value = Object.hasOwn(metrics, metric) ? metrics[metric] : Number.NaN;
  if (Number.isNaN(value)) return undefined;
  return (above === undefined || value > above) && (below === undefined || value < below);
}
