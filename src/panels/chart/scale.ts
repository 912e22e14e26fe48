/** Scales and the rules for their domains. */
import {nice} from 'd3-array';
import {type ScaleContinuousNumeric, scaleLinear, scaleLog} from 'd3-scale';

export type Domain = readonly [low: number, high: number];
export type ScaleKind = 'linear' | 'log';
export type Scale = ScaleContinuousNumeric<number, number>;

export const makeScale = (kind: ScaleKind, domain: Domain, range: Domain): Scale =>
  (kind === 'log' ? scaleLog() : scaleLinear()).domain(domain).range(range);

export const union = (a: Domain, b: Domain): Domain => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];

/** The domain, extended to round numbers. A domain of one value is widened. */
export function niceDomain(kind: ScaleKind, [low, high]: Domain, count = 4): Domain {
  if (kind === 'log') return [roundDown(low), low === high ? roundUp(1.01 * high) : roundUp(high)];
  if (low !== high) return nice(low, high, count) as [number, number];
  const room = Math.abs(low) / 4 || 1;
  return nice(low - room, high + room, count) as [number, number];
}

/** The domain that holds both the needed and the shown domain, so that an axis never shrinks. */
export function grownDomain(kind: ScaleKind, before: Domain | undefined, needed: Domain, round = true): Domain {
  const all = before ? union(before, needed) : needed;
  return round ? niceDomain(kind, all) : all;
}

const STEPS = [1, 2, 5, 10];
/** Rounding must not push 5.000000000001 to 10. */
const SLACK = 1e-9;

/** The next of ... 0.5, 1, 2, 5, 10, 20 ... at or above a positive number. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + SLACK);
  return clean(STEPS.find((step) => step * power >= value * (1 - SLACK))! * power);
}

/** The next of ... 0.5, 1, 2, 5, 10, 20 ... at or below a positive number. */
export function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + SLACK);
  return clean(STEPS.findLast((step) => step * power <= value * (1 + SLACK))! * power);
}

const clean = (value: number) => Number(value.toPrecision(6));

/** Steps shown while the newest is `tick`: a round number with a little room, at most the planned length of the run. */
export function stepsShown(tick: number, steps: number): number {
  return Math.max(tick, 1, Math.min(steps, roundUp(Math.max(50, 1.04 * tick))));
}

/** About `count` values for axis labels. On a log scale: 1, 2 and 5 times powers of ten, or only the powers. */
export function tickValues(kind: ScaleKind, scale: Scale, count: number): number[] {
  if (kind === 'linear') return scale.ticks(count);
  const all = scale.ticks(10).filter((value) => Number.isFinite(value));
  const leading = (value: number) => Math.round(value / 10 ** Math.floor(Math.log10(value) + SLACK));
  const rounds = all.filter((value) => STEPS.includes(leading(value)));
  if (rounds.length <= count + 2) return rounds;
  const powers = all.filter((value) => leading(value) === 1);
  const every = Math.ceil(powers.length / (count + 1));
  return powers.filter((_, i) => i % every === 0);
}

/** Texts for these values, with the decimals that they need and with thousands separators. */
export function tickText(kind: ScaleKind, scale: Scale, count: number): (value: number) => string {
  if (kind === 'linear') return scale.tickFormat(count);
  return (value) => {
    if (value >= 10_000) return `${clean(value / 1000).toLocaleString('en-GB')}k`;
    return value >= 1e-4 ? value.toLocaleString('en-GB', {maximumFractionDigits: 4}) : value.toExponential(0);
  };
}

/** The present size stays until the needed size is so many times smaller. */
const STAYS = 1.8;

/**
 * The smallest size on a ladder that holds the needed size. The last size stays as long as it is large enough and not
 * far too large. `rungs`: the number of sizes between one and its double.
 */
export function heldSize(needed: number, before: number | undefined, rungs = 2): number {
  if (before !== undefined && needed <= before && needed > before / STAYS) return before;
  return 2 ** (Math.ceil(rungs * Math.log2(needed)) / rungs);
}
