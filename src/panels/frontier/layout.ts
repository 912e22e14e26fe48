/** The layout of reward against divergence: pure functions, in CSS pixels. */
import type {Box, Label} from '../chart/labels.ts';
import type {GhostLook} from '../chart/looks.ts';
import {type Domain, makeScale, type Scale} from '../chart/scale.ts';
import {divergenceScale, type Spacing} from './axis.ts';
import {type Frontier, type Gain, isLower, isShown} from './gains.ts';
import {labelsOf} from './names.ts';
import {peakUntil, type RunPath, standsAt} from './path.ts';
import {formatSteps} from '../chart/format.ts';
import {
  alongLine,
  type Box,
  boxOf,
  type Label,
  type Place,
  placeLabels,
  shortened,
  textWidth,
  type Wanted,
} from '../chart/labels.ts';
import type {GhostLook} from '../chart/looks.ts';
import {type Domain, makeScale, type Scale} from '../chart/scale.ts';
import {divergenceScale, type Spacing} from './axis.ts';
import {type Frontier, type Gain, gainText, isLower, isShown, nats} from './gains.ts';
import {hasLeft, peakUntil, type RunPath, standsAt} from './path.ts';
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
export interface Peaked {
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
export interface FrontierLayout {
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

export const MARGIN = {top: 44, right: 16, bottom: 24, left: 34};
const MARGIN = {top: 44, right: 16, bottom: 24, left: 34};
/** Pixels for the name of another run. */
const NAME = 150;

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
    1.6 * (frontier?.peak.divergence ?? 0),
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
  const peak = turned ?? frontier?.peak;
  const way = wayOf(path, x, y);
  const now = stands >= 0 ? {x: way.gold.x[stands], proxy: way.proxy.y[stands], gold: way.gold.y[stands]} : undefined;
  const bare = {
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
    peak: peak && {x: x(peak.divergence), y: y(peak.gold), own: peak === turned},
    lost: turned && now && {x: now.x, from: y(turned.gold), to: now.gold},
  };
  return {...bare, labels: labelsOf(input, bare, turned ?? frontier?.peak), stops: stopsOf(input, bare)};
}

const pairOf = (spots: readonly Spot[]): Pair => ({
  proxy: {x: spots.map((one) => one.x), y: spots.map((one) => one.proxy)},
  gold: {x: spots.map((one) => one.x), y: spots.map((one) => one.gold)},
});

function wayOf({divergence, proxy, gold}: RunPath, x: Scale, y: Scale): Pair {
  const across = divergence.map((kl) => x(kl));
  return {proxy: {x: across, y: proxy.map((gain) => y(gain))}, gold: {x: across, y: gold.map((gain) => y(gain))}};
}

type Bare = Omit<FrontierLayout, 'labels' | 'stops'>;

function labelsOf(input: FrontierInput, layout: Bare, peak: {divergence: number} | undefined): Label[] {
  const {plot, optimum, path, bestOf, now} = layout;
  const bounds = {left: plot.left + 3, right: plot.right + MARGIN.right, top: plot.top, bottom: plot.bottom - 2};
  const spots = [...bestOf, ...(now ? [now] : [])];
  const dots = spots.flatMap(({x, proxy, gold}) => [around(x, proxy), around(x, gold)]);
  const curves = [
    ...(optimum ? [optimum.proxy, optimum.gold] : []),
    ...[path.proxy, path.gold].map(upTo(layout.strong)),
  ];
  const strong = [...curves.flatMap(({x, y}) => alongLine(x, y)), ...dots];
  const faint = [path.proxy, path.gold, ...layout.ghosts, ...layout.beside].flatMap(({x, y}) => alongLine(x, y));
  const hairlines = [
    ...(layout.peak ? [{left: layout.peak.x - 2, right: layout.peak.x + 2, top: plot.top, bottom: plot.bottom}] : []),
    ...(layout.lost ? [bracket(layout.lost)] : []),
  ];
  const wanted = [
    ...stepName(input, layout),
    ...lost(input, layout),
    ...dotNames(input, layout),
    ...curveNames(input, layout),
    ...reachNames(layout),
    ...ghostNames(input, layout),
  ];
  const clear = [...strong, ...faint, ...hairlines];
  const standing = strictest(bounds, [
    {wanted: standNames(input, layout, NEAR), obstacles: clear},
    {wanted: standNames(input, layout, NEAR), obstacles: strong},
    {wanted: standNames(input, layout, FAR), obstacles: strong},
    {wanted: standNames(input, layout, FAR), obstacles: dots},
  ]);
  const taken = standing.map((label) => boxOf(label.text, label));
  const others = placeLabels(wanted, bounds, [...clear, ...taken]);
  return [...titlesOf(input, layout, peak), ...standing, ...others];
}

interface Attempt {
  wanted: readonly Wanted[];
  obstacles: readonly Box[];
}

/** Where the run stands is always said: as in the first attempt in which all texts have a place. */
function strictest(bounds: Box, attempts: readonly Attempt[]): Label[] {
  for (const {wanted, obstacles} of attempts) {
    const labels = placeLabels(wanted, bounds, obstacles);
    if (labels.length === wanted.length) return labels;
  }
  return placeLabels(
    attempts[attempts.length - 1].wanted.map((one) => ({...one, needed: true})),
    bounds,
  );
}

const upTo =
  (count: number) =>
  ({x, y}: Line): Line => ({x: x.slice(0, count), y: y.slice(0, count)});

const around = (x: number, y: number): Box => ({left: x - 6, right: x + 6, top: y - 6, bottom: y + 6});

const bracket = ({x, from, to}: NonNullable<Bare['lost']>): Box => ({
  left: x - 3,
  right: x + 3,
  top: Math.min(from, to),
  bottom: Math.max(from, to),
});

/** The axis and, in a line of its own above the plot, the peak of gold. */
function titlesOf(
  {path}: FrontierInput,
  {plot, strong, peak: place}: Bare,
  peak: {divergence: number} | undefined,
): Label[] {
  const title = {key: 'y', text: GAIN, x: 0, y: 7, anchor: 'start' as const};
  if (!place || !peak || place.x > plot.right + 1) return [title];
  const whose = hasLeft(path, strong - 1) ? 'gold of the optimum' : 'gold';
  const text = `${place.own ? 'gold peaked' : `${whose} peaks`} at KL ${nats(peak.divergence)}`;
  const half = textWidth(text) / 2;
  const x = Math.min(plot.right + MARGIN.right - half, Math.max(plot.left + half, place.x));
  return [title, {key: 'peak', text, tone: 'push', x, y: plot.top - 10, anchor: 'middle'}];
}

const GAIN = 'gain over the reference, in standard deviations σ';

/** Pixels from a point, away from the other line. */
const NEAR = [14, 20, 28, 38, 50];
const FAR = [14, 20, 28, 38, 50, 64, 80, 100, 120];
const SIDEWAYS = [0, -30, 30, -60, 60];

/** Places above a point (side -1) or below it (1), then beside it. */
function beyond(x: number, y: number, side: -1 | 1, offs = NEAR): Place[] {
  const across: Omit<Place, 'y'>[] = [
    ...SIDEWAYS.map((by) => ({x: x + by, anchor: 'middle' as const})),
    {x: x + 4, anchor: 'end'},
    {x: x - 4, anchor: 'start'},
  ];
  return [
    ...offs.flatMap((off) => across.map((place) => ({...place, y: y + side * off}))),
    ...[0, 8, -8, 14, -14].flatMap((by): Place[] => [
      {x: x + 11, y: y + side * by, anchor: 'start'},
      {x: x - 11, y: y + side * by, anchor: 'end'},
    ]),
  ];
}

export const JUDGE = 'what the judge gives';
export const WORTH = 'what it is worth';

/** Where the run stands, with both numbers. */
function standNames({path}: FrontierInput, {now, strong}: Bare, offs: number[]): Wanted[] {
  if (!now || !hasLeft(path, strong - 1)) return [];
  const i = strong - 1;
  const name = (key: string, text: string, gain: number) => ({key, text: `${text} ${gainText(gain)}`});
  return [
    {...name('judge', JUDGE, path.proxy[i]), tone: 'ink', places: beyond(now.x, now.proxy, -1, offs)},
    {...name('worth', WORTH, path.gold[i]), tone: 'accent', places: beyond(now.x, now.gold, 1, offs)},
  ];
}

/** The step that is looked back to, where the line below it meets the axis. */
function stepName({path, at}: FrontierInput, {now, strong, plot}: Bare): Wanted[] {
  if (!now || at === undefined) return [];
  const y = plot.bottom - 10;
  return [
    {
      key: 'step',
      text: `at step ${formatSteps(path.ticks[strong - 1])}`,
      tone: 'ink',
      places: [
        {x: now.x + 6, y, anchor: 'start'},
        {x: now.x - 6, y, anchor: 'end'},
        {x: now.x + 6, y: y - 16, anchor: 'start'},
      ],
      needed: true,
    },
  ];
}

function lost({path}: FrontierInput, {lost: loss, strong, y}: Bare): Wanted[] {
  if (!loss) return [];
  const drop = y.invert(loss.from) - path.gold[strong - 1];
  const middle = (loss.from + loss.to) / 2;
  const heights = [middle, loss.from + 8, loss.to - 8, loss.from - 10];
  return [
    {
      key: 'lost',
      text: `${gainText(-drop)} since the peak`,
      tone: 'negative',
      places: heights.flatMap((height): Place[] => [
        {x: loss.x + 8, y: height, anchor: 'start'},
        {x: loss.x - 8, y: height, anchor: 'end'},
      ]),
    },
  ];
}

/** "best of 16", and the numbers alone beside it. */
function dotNames({frontier}: FrontierInput, {bestOf}: Bare): Wanted[] {
  const shown = frontier?.bestOf.filter(isShown) ?? [];
  return shown.map(({at}, i): Wanted => {
    const {x, proxy, gold} = bestOf[i];
    if (at === 1) {
      const places = [13, -12].map((off): Place => ({x: x + 8, y: gold + off, anchor: 'start'}));
      return {key: 'reference', text: 'the reference', places};
    }
    return {
      key: `best of ${at}`,
      text: at === NAMED ? `best of ${at}` : formatSteps(at),
      places: [
        ...[-12, -15, -18].map((off): Place => ({x: x - 5, y: proxy + off, anchor: 'end'})),
        {x: x - 10, y: proxy - 5, anchor: 'end'},
        {x: x + 9, y: proxy + 8, anchor: 'start'},
        {x, y: proxy + 15, anchor: 'middle'},
      ],
    };
  });
}

/** The dot with the most room says what the others are. */
const NAMED = 16;

/** As long as the run has not left the reference, both lines of the frontier have the names of what they measure. */
function curveNames({path}: FrontierInput, {optimum, plot, strong}: Bare): Wanted[] {
  if (!optimum) return [];
  const alone = !hasLeft(path, strong - 1);
  const names = alone ? [JUDGE, WORTH] : ['optimum: the most that can be had', 'what that is worth'];
  const tones = alone ? ['ink', 'accent'] : ['strong', 'push'];
  const along = ({x, y}: Line, side: -1 | 1): Place[] => {
    const inside = x.flatMap((place, i) => (place <= plot.right ? [i] : []));
    return [0.62, 0.5, 0.72, 0.82, 0.92, 0.4].flatMap((share) => {
      const target = plot.left + share * (plot.right - plot.left);
      const i = inside.find((k) => x[k] >= target) ?? inside.at(-1)!;
      return NEAR.slice(0, 4).flatMap((off): Place[] => [
        {x: x[i], y: y[i] + side * off, anchor: 'end'},
        {x: x[i], y: y[i] - side * off, anchor: 'end'},
      ]);
    });
  };
  return [
    {key: 'optimum', text: names[0], tone: tones[0], places: along(optimum.proxy, -1)},
    {key: 'optimum gold', text: names[1], tone: tones[1], places: along(optimum.gold, 1)},
  ];
}

/** No policy at all is above the optimum. */
function reachNames({optimum, plot, x}: Bare): Wanted[] {
  if (!optimum) return [];
  const middle = [0.12, 0.2, 0.3].map((share) => plot.left + share * (plot.right - plot.left));
  return [
    {
      key: 'reach',
      text: 'out of reach',
      places: middle.flatMap((place) =>
        [30, 16, 50].map((down) => ({x: Math.max(place, x(0)), y: plot.top + down, anchor: 'middle' as const})),
      ),
    },
  ];
}

function ghostNames({ghosts}: FrontierInput, layout: Bare): Wanted[] {
  return ghosts.flatMap(({label}, i) => {
    const {x, y} = layout.ghosts[i];
    const end = x.length - 1;
    return end < 0 || label === ''
      ? []
      : [{key: `ghost ${i}`, text: shortened(label, NAME), places: beyond(x[end], y[end], 1)}];
  });
}
