/** What to say when a run breaks. */
import type {TickMetrics} from '../engine/records.ts';
import type {Move, Place} from '../spec/index.ts';

export interface Break {
  /** The first tick with a value that is not a finite number. */
  tick: number;
  metric: string;
  lastGood: number;
}

/** The first broken tick in `metrics` (ascending), given the last good tick before them. */
export function findBreak(metrics: readonly TickMetrics[], lastGood: number): Break | undefined {
  let good = lastGood;
  for (const {tick, values} of metrics) {
    const broken = Object.keys(values).find((name) => values[name].some((value) => !Number.isFinite(value)));
    if (broken) return {tick, metric: broken, lastGood: good};
    good = tick;
  }
  return undefined;
}

/** Ticks within which a move is suspected of having broken the run. */
const SUSPECT = 300;

/**
 * The sentence for a broken run. Its cause is a setting that was moved shortly before, else the strongest of the suspects
 * that the fields name themselves.
 */
export function explainBreak(
  {tick, metric, lastGood}: Break,
  places: readonly Place[],
  moves: readonly Move[],
): string {
  const what = `At step ${tick} the ${metric === 'gradientNorm' ? 'gradient' : metric} was no longer a number, so the run stopped. Its last good step is ${lastGood}.`;
  return `${what} ${likelyCause(tick, places, moves)}`;
}

function likelyCause(tick: number, places: readonly Place[], moves: readonly Move[]): string {
  const last = moves.findLast((move) => move.tick < tick && tick - move.tick <= SUSPECT);
  const moved = last && places.find((place) => place.path === last.path);
  if (moved) {
    const {label} = moved.field;
    return `The likely cause is the last change, ${label} to ${last.value}: restart with a gentler value.`;
  }
  const suspects = places.flatMap(
    ({field, value}) => (field.type === 'number' && field.suspect?.(value as number, field.default)) || [],
  );
  if (suspects.length === 0) return 'The likely cause is a step that was too long.';
  return `The likely cause is ${suspects.reduce((most, one) => (one.weight > most.weight ? one : most)).cause}.`;
}
