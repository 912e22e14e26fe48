/** The texts in the figure: pure functions, in CSS pixels. */
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
import {gainText, isShown, nats} from './gains.ts';
import type {FrontierInput, Line, Marks} from './layout.ts';
import {hasLeft} from './path.ts';

/** Pixels for the name of another run. */
const NAME = 150;

export function labelsOf(input: FrontierInput, layout: Marks): Label[] {
  const {plot, optimum, path, bestOf, now} = layout;
  const bounds = {left: plot.left + 3, right: input.width, top: plot.top, bottom: plot.bottom - 2};
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
    // On a phone the whole names are longer than the way between two lines.
    {wanted: standNames(input, layout, NEAR, SHORT), obstacles: strong},
    {wanted: standNames(input, layout, undefined, SHORT), obstacles: strong},
    {wanted: standNames(input, layout, FAR), obstacles: dots},
  ]);
  const taken = standing.map((label) => boxOf(label.text, label));
  const others = placeLabels(wanted, bounds, [...clear, ...taken]);
  return [...titlesOf(input, layout), ...standing, ...others];
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

const bracket = ({x, from, to}: NonNullable<Marks['lost']>): Box => ({
  left: x - 3,
  right: x + 3,
  top: Math.min(from, to),
  bottom: Math.max(from, to),
});

/** The axis and, in a line of its own above the plot, the peak of gold. */
function titlesOf({width, path}: FrontierInput, {plot, strong, peak}: Marks): Label[] {
  const title = {key: 'y', text: GAIN, x: 0, y: 7, anchor: 'start' as const};
  if (!peak || peak.x > plot.right + 1) return [title];
  const whose = hasLeft(path, strong - 1) ? 'gold of the optimum' : 'gold';
  const text = `${peak.own ? 'gold peaked' : `${whose} peaks`} at KL ${nats(peak.divergence)}`;
  const half = textWidth(text) / 2;
  const x = Math.min(width - half, Math.max(plot.left + half, peak.x));
  return [title, {key: 'peak', text, tone: 'push', x, y: plot.top - 10, anchor: 'middle'}];
}

const GAIN = 'gain over the reference, in standard deviations σ';

/** Pixels from a point, away from the other line. */
const NEAR = [14, 20, 28, 38, 50];
const FAR = [14, 20, 28, 38, 50, 64, 80, 100, 120];
const SIDEWAYS = [0, -30, 30, -60, 60];
/** Where there is little room: as far as a text is still read as the point's, and on either side of it. */
const ABOUT = [14, 24, 34, 44, 54, 64];
const WIDELY = [0, -15, 15, -30, 30, -45, 45, -60, 60, -75, 75, -90, 90];

/** The nearest free place anywhere about a point, on the wanted side first. */
function anywhere(x: number, y: number, side: -1 | 1): Place[] {
  return [side, -side].flatMap((way) =>
    ABOUT.flatMap((off) => WIDELY.map((by): Place => ({x: x + by, y: y + way * off, anchor: 'middle'}))),
  );
}

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
/** Of a judge who gives what answers are worth. */
const BOTH = 'what the judge gives, and what it is worth';

const WHOLE = {judge: JUDGE, worth: WORTH, both: BOTH};
/** The same where there is little room; the sentence above the figure has the whole. */
const SHORT = {judge: 'judge', worth: 'worth', both: 'judge and worth'};

/** Where the run stands, with both numbers. */
function standNames(
  {path, frontier}: FrontierInput,
  {now, strong}: Marks,
  offs: number[] | undefined,
  words: typeof WHOLE = WHOLE,
): Wanted[] {
  if (!now || !hasLeft(path, strong - 1)) return [];
  const i = strong - 1;
  const name = (key: string, text: string, gain: number) => ({key, text: `${text} ${gainText(gain)}`});
  const side = now.gold < now.proxy ? -1 : 1;
  const places = (y: number, way: -1 | 1) => (offs ? beyond(now.x, y, way, offs) : anywhere(now.x, y, way));
  const worth = places(now.gold, side);
  const judge = places(now.proxy, side === 1 ? -1 : 1);
  if (frontier?.honest) return [{...name('worth', words.both, path.gold[i]), tone: 'accent', places: worth}];
  return [
    {...name('judge', words.judge, path.proxy[i]), tone: 'ink', places: judge},
    {...name('worth', words.worth, path.gold[i]), tone: 'accent', places: worth},
  ];
}

/** The step that is looked back to, where the line below it meets the axis. */
function stepName({path, at}: FrontierInput, {now, strong, plot}: Marks): Wanted[] {
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

function lost({path}: FrontierInput, {lost: loss, strong, y}: Marks): Wanted[] {
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
function dotNames({frontier}: FrontierInput, {bestOf}: Marks): Wanted[] {
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

const MOST = 'optimum: the most that can be had';

/** As long as the run has not left the reference, both lines of the frontier have the names of what they measure. */
function curveNames({path, frontier}: FrontierInput, {optimum, plot, strong}: Marks): Wanted[] {
  if (!optimum) return [];
  const alone = !hasLeft(path, strong - 1);
  const names = alone ? [frontier?.honest ? BOTH : JUDGE, WORTH] : [MOST, 'what that is worth'];
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
    ...(frontier?.honest
      ? []
      : [{key: 'optimum gold', text: names[1], tone: tones[1], places: along(optimum.gold, 1)}]),
  ];
}

/** No policy at all is above the optimum. */
function reachNames({optimum, plot, x}: Marks): Wanted[] {
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

function ghostNames({ghosts}: FrontierInput, layout: Marks): Wanted[] {
  return ghosts.flatMap(({label}, i) => {
    const {x, y} = layout.ghosts[i];
    const end = x.length - 1;
    return end < 0 || label === ''
      ? []
      : [{key: `ghost ${i}`, text: shortened(label, NAME), places: beyond(x[end], y[end], 1)}];
  });
}
