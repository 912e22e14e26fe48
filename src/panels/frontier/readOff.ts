/** The policies of the figure under the pointer, and their numbers. */
import {formatSteps, formatValue} from '../chart/format.ts';
import type {Row} from '../chart/overlay.ts';
import {type Gain, gainText, isShown, measuredOf, type Reached, type Reference} from './gains.ts';
import type {FrontierInput, Marks, Spot} from './layout.ts';

/** A policy whose numbers can be read off. */
export interface Stop extends Spot {
  rows(): Row[];
  /** The step of the run at which it was that policy. */
  tick?: number;
}

/** A policy is read off within so many pixels. */
const NEAR = 26;

/** The run's own way by step, then the best of n by n, then the optimum outwards: so arrow keys go along them. */
export function stopsOf({frontier, path}: FrontierInput, {path: way, bestOf, optimum, plot}: Marks): Stop[] {
  if (!frontier) return [];
  const {reference} = frontier;
  const steps = path.ticks.map((tick, i): Stop => {
    const gain = {divergence: path.divergence[i], proxy: path.proxy[i], gold: path.gold[i]};
    const spot = {x: way.gold.x[i], proxy: way.proxy.y[i], gold: way.gold.y[i]};
    return {...spot, tick, rows: () => [{label: 'step', value: formatSteps(tick)}, ...rowsOf(gain, reference)]};
  });
  const reached = (all: readonly Reached[], spots: readonly Spot[], name: (one: Reached) => Row): Stop[] =>
    all.map((one, i) => ({...spots[i], rows: () => [name(one), ...rowsOf(one, reference)]}));
  const curve = optimum!.gold.x.map((x, i) => ({x, proxy: optimum!.proxy.y[i], gold: optimum!.gold.y[i]}));
  const shown = frontier.bestOf.filter(isShown);
  return [
    ...steps,
    ...reached(shown, bestOf, ({at}) => ({label: 'best of', value: formatSteps(at)})),
    ...reached(frontier.optimum.slice(1), curve.slice(1), ({at}) => ({
      label: 'optimum at β',
      value: formatValue(at),
    })).filter(({x}) => x <= plot.right + 1),
  ];
}

const rowsOf = ({divergence, proxy, gold}: Gain, reference: Reference): Row[] => [
  {label: 'KL, nats', value: formatValue(divergence)},
  {label: 'reward', value: `${formatValue(measuredOf(proxy, reference.proxy))} (${gainText(proxy)})`},
  {label: 'gold', value: `${formatValue(measuredOf(gold, reference.gold))} (${gainText(gold)})`, tone: 'accent'},
];

/** The index of the policy nearest to a point, by its reward or by its gold; the first of equally near ones. */
export function stopAt(stops: readonly Spot[], {x, y}: {x: number; y: number}): number | undefined {
  let best: number | undefined;
  let least = NEAR ** 2;
  stops.forEach((stop, i) => {
    const distance = (stop.x - x) ** 2 + Math.min((stop.proxy - y) ** 2, (stop.gold - y) ** 2);
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}
