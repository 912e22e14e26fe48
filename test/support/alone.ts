/** A member of a population, beside the same run alone. */
import {advanceTo, compareTraces, open, type Trace, traceOf} from '../reference/checks/runs.ts';

type Spec = Parameters<typeof open>[0];

/** What two members show after so many ticks, and how many bits of the second are not those of its run alone. */
export async function besideAlone(
  spec: Spec,
  ticks: number,
): Promise<{both: Trace; unequal: ReturnType<typeof compareTraces>}> {
  const whole = await open(spec, [{seed: 1}, {seed: 2}]);
  advanceTo(whole, ticks);
  const both = await traceOf(whole);
  whole.dispose();
  const alone = await open({...spec, seed: 2}, [{seed: 2}]);
  advanceTo(alone, ticks);
  const unequal = compareTraces(both, await traceOf(alone), 1, 2);
  alone.dispose();
  return {both, unequal};
}
