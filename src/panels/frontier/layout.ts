/** The layout of reward against divergence: pure functions, in CSS pixels. */
import type {Box, Label} from '../chart/labels.ts';
import type {GhostLook} from '../chart/looks.ts';
import {type Domain, makeScale, type Scale} from '../chart/scale.ts';
import {divergenceScale, type Spacing} from './axis.ts';
import {type Frontier, type Gain, isLower, isShown} from './gains.ts';
import {labelsOf} from './names.ts';
import {peakUntil, type RunPath, standsAt} from './path.ts';
import {type Stop, stopsOf} from './readOff.ts';

export interface Line {
  x: number[];
  y: number[];
}

/** Reward and gold of the same policies. */
export interface Pair {
  proxy: Line;
  gold: Line;
}

/** A policy: its place by reward and by gold. */
export interface Spot {
  x: number;
  proxy: number;
  gold: number;
}

/** Where gold is highest. */
export interface Peaked {
  divergence: number;
  x: number;
  y: number;
  /** Of the run's own way, and not of what could be reached. */
  own: boolean;
}

export interface FrontierInput {
  width: number;
  height: number;
  spacing: Spacing;
  domains: Domains;
  frontier: Frontier | undefined;
  path: RunPath;
  /** Ways of other members of the population. */
  beside: readonly RunPath[];
  ghosts: readonly (GhostLook & {path: RunPath})[];
  /** The tick that is looked back to. */
  at: number | undefined;
}

export interface Domains {
  x: Domain;
  y: Domain;
}

/** Where the marks lie. */
export interface Marks {
  plot: Box;
  x: Scale;
  y: Scale;
  spacing: Spacing;
  optimum: Pair | undefined;
  /** The best of n answers that have a dot. */
  bestOf: Spot[];
  path: Pair;
  /** So many points of the path are drawn strongly: the others come after the tick that is looked back to. */
  strong: number;
  lookingBack: boolean;
  beside: Line[];
  ghosts: (Line & GhostLook)[];
  now: Spot | undefined;
  peak: Peaked | undefined;
  /** What of gold is lost since its peak: from where to where. */
  lost: {x: number; from: number; to: number} | undefined;
}

export interface FrontierLayout extends Marks {
  labels: Label[];
  stops: Stop[];
}

const MARGIN = {top: 44, right: 16, bottom: 24, left: 34};

/** The share of an axis that is left free beyond what it must hold; above, for a text. */
const ROOM = 1.05;
const ABOVE = 1.12;
/** So much further than to the peak of gold one sees. */
const BEYOND = 1.6;

/** The peak of the optimum's gold; undefined where gold does not turn over. */
const turningOf = (frontier: Frontier | undefined) => (frontier && isLower(frontier.peak) ? frontier.peak : undefined);

/**
 * What must be in view: the run and all that is compared with it, the dots, and the peak of gold. The optimum may go on
 * beyond the edge.
 */
export function neededDomains({
  frontier,
  path,
  beside,
  ghosts,
}: Pick<FrontierInput, 'frontier' | 'path' | 'beside' | 'ghosts'>): Domains {
  const ways = [path, ...beside, ...ghosts.map((ghost) => ghost.path)];
  const dots = frontier?.bestOf.filter(isShown) ?? [];
  const furthest = Math.max(
    1,
    BEYOND * (turningOf(frontier)?.divergence ?? 0),
    ...dots.map(({divergence}) => divergence),
    ...ways.flatMap(({divergence}) => divergence),
  );
  const seen = frontier?.optimum.filter(({divergence}) => divergence <= furthest) ?? [];
  const gains = [
    ...[...seen, ...dots].flatMap(({proxy, gold}) => [proxy, gold]),
    ...path.proxy,
    ...ways.flatMap(({gold}) => gold),
  ];
  return {
    x: [0, ROOM * furthest],
    y: [ROOM * Math.min(-0.1, ...gains), ABOVE * Math.max(0.5, ...gains)],
  };
}

export function frontierLayout(input: FrontierInput): FrontierLayout {
  const {width, height, spacing, domains, frontier, path, at} = input;
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = divergenceScale(spacing, domains.x, [plot.left, plot.right]);
  const y = makeScale('linear', domains.y, [plot.bottom, plot.top]);
  const spot = ({divergence, proxy, gold}: Gain): Spot => ({x: x(divergence), proxy: y(proxy), gold: y(gold)});
  const stands = standsAt(path, at);
  const own = peakUntil(path, stands);
  const turned = own && isLower(own) ? own : undefined;
  const peak = turned ?? turningOf(frontier);
  const way = wayOf(path, x, y);
  const now = stands >= 0 ? {x: way.gold.x[stands], proxy: way.proxy.y[stands], gold: way.gold.y[stands]} : undefined;
  const marks: Marks = {
    plot,
    x,
    y,
    spacing,
    optimum: frontier && pairOf(frontier.optimum.map(spot)),
    bestOf: frontier ? frontier.bestOf.filter(isShown).map(spot) : [],
    path: way,
    strong: stands + 1,
    lookingBack: at !== undefined,
    beside: input.beside.map((other) => wayOf(other, x, y).gold),
    ghosts: input.ghosts.map(({path: other, ...ghost}) => ({...ghost, ...wayOf(other, x, y).gold})),
    now,
    peak: peak && {divergence: peak.divergence, x: x(peak.divergence), y: y(peak.gold), own: peak === turned},
    lost: turned && now && {x: now.x, from: y(turned.gold), to: now.gold},
  };
  return {...marks, labels: labelsOf(input, marks), stops: stopsOf(input, marks)};
}

const pairOf = (spots: readonly Spot[]): Pair => ({
  proxy: {x: spots.map((one) => one.x), y: spots.map((one) => one.proxy)},
  gold: {x: spots.map((one) => one.x), y: spots.map((one) => one.gold)},
});

function wayOf({divergence, proxy, gold}: RunPath, x: Scale, y: Scale): Pair {
  const across = divergence.map((kl) => x(kl));
  return {proxy: {x: across, y: proxy.map((gain) => y(gain))}, gold: {x: across, y: gold.map((gain) => y(gain))}};
}
