/** The way of a run through the plane of gain against divergence. */
import {frontierPeak, type Peak} from '../../metrics/exact/path.ts';
import {indexAt} from '../chart/nearest.ts';
import type {Domain} from '../chart/scale.ts';
import type {MetricLog, Series} from '../data.ts';
import {drawnIndices} from '../plane/path.ts';
import {gainOf, type Reference} from './gains.ts';

/** By evaluation; gains over the reference. */
export interface RunPath {
  ticks: readonly number[];
  divergence: readonly number[];
  proxy: readonly number[];
  gold: readonly number[];
}

const NOTHING: RunPath = {ticks: [], divergence: [], proxy: [], gold: []};

interface Measured {
  divergence: Series;
  proxy: Series;
  gold: Series;
}

/** The part of a run's way that lies in a stretch of the timeline: that of one stage, which has one reference. */
export function pathIn(
  {divergence, proxy, gold}: Measured,
  reference: Reference,
  stretch: Domain | undefined,
): RunPath {
  if (!stretch) return NOTHING;
  const [from, to] = stretch;
  const inside = divergence.ticks.flatMap((tick, i) => (tick >= from && tick <= to ? [i] : []));
  const path = {ticks: [] as number[], divergence: [] as number[], proxy: [] as number[], gold: [] as number[]};
  for (const k of drawnIndices(inside.length)) {
    const tick = divergence.ticks[inside[k]];
    const at = [proxy, gold].map((series) => valueAt(series, tick));
    const point = [divergence.values[inside[k]], gainOf(at[0], reference.proxy), gainOf(at[1], reference.gold)];
    if (!point.every(Number.isFinite)) continue;
    path.ticks.push(tick);
    path.divergence.push(Math.max(0, point[0]));
    path.proxy.push(point[1]);
    path.gold.push(point[2]);
  }
  return path;
}

/** The value that was measured at a tick; NaN where there is none. */
function valueAt({ticks, values}: Series, tick: number): number {
  const i = indexAt(ticks, tick);
  return i >= 0 && ticks[i] === tick ? values[i] : Number.NaN;
}

/** The way of the run that a log is of. */
export const pathOf = (log: MetricLog, reference: Reference, stretch: Domain | undefined): RunPath =>
  pathIn(
    {divergence: log.series('divergence'), proxy: log.series('proxy'), gold: log.series('gold')},
    reference,
    stretch,
  );

/** The ways of the other members of the population. */
export function pathsBeside(log: MetricLog, reference: Reference, stretch: Domain | undefined): RunPath[] {
  const [proxies, golds] = [log.others('proxy'), log.others('gold')];
  return log.others('divergence').flatMap(({member, series}) => {
    const [proxy, gold] = [proxies, golds].map((all) => all.find((one) => one.member === member)?.series);
    return proxy && gold ? [pathIn({divergence: series, proxy, gold}, reference, stretch)] : [];
  });
}

/** Where the run stands: the last evaluation at or before the tick that is looked at; -1 before the first. */
export const standsAt = ({ticks}: RunPath, at: number | undefined): number =>
  at === undefined ? ticks.length - 1 : indexAt(ticks, at);

/** Where gold was highest so far. */
export const peakUntil = ({divergence, gold}: RunPath, until: number): Peak | undefined =>
  frontierPeak(divergence.slice(0, until + 1).map((kl, i) => ({divergence: kl, gold: gold[i]})));

/** In nats; nearer to the reference nothing has changed yet. */
const LEFT = 0.02;

/** Whether the policy answered otherwise than the reference at a point of its way. */
export const hasLeft = ({divergence}: RunPath, i: number): boolean => i >= 0 && divergence[i] > LEFT;
