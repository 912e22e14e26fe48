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
 * The sentence for a broken run. The suspects, in this order: a setting that was moved shortly before; a learning rate
 * above what the optimiser usually stands; a very low temperature; else the learning rate.
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
  const find = (path: string) => places.find((place) => place.path === path);
  const temperature = find('objective.temperature');
  const rate = find('training.learningRate');
  const tooFast = rate && (rate.value as number) > 10 * (rate.field.default as number);
  if (temperature && !tooFast && (temperature.value as number) < 0.02) {
    return `The likely cause is the temperature of ${temperature.value}, which multiplies every gradient by ${Math.round(1 / (temperature.value as number))}: try 0.05 or more.`;
  }
  if (!rate) return 'The likely cause is a step that was too long.';
  return `The likely cause is the learning rate of ${rate.value}: try a tenth of it.`;
}
