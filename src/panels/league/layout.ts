/** The layout of the league: pure functions, in CSS pixels. */
import {max} from 'd3-array';
import {formatShare} from '../chart/format.ts';
import {type Box, type Label, placeLabels, shortened, textWidth, type Wanted} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {type Domain, makeScale, type Scale, tickText, tickValues} from '../chart/scale.ts';
import {intervalOf, type LeagueTable, type TableRow} from './table.ts';

export interface LeagueRow {
  team: number;
  y: number;
  x: number;
  /** The interval, cut at the plot's edges. */
  low: number;
  high: number;
  known: boolean;
  /** The x of the share of unseen matches won, and of the expected share; undefined without such matches. */
  won: number | undefined;
  expected: number | undefined;
}

export interface LeagueLayout {
  /** The plot of strengths; the plot of shares won is at its right. */
  plot: Box;
  shares: Box;
  x: Scale;
  share: Scale;
  bottom: AxisPlan;
  ticks: readonly number[];
  radius: number;
  rows: readonly LeagueRow[];
  /** The y above each league, except the first. */
  borders: readonly number[];
  labels: readonly Label[];
}

const MARGIN = {top: 26, right: 16, bottom: 30};
const BESIDE = 10;
const GAP = {wide: 44, narrow: 20};
/** The share of the room right of the names that strengths take. */
const STRENGTHS = 0.6;
/** In less room the shares have no label in the middle. */
const NARROW = 110;
/** The height of a line of text. */
const LINE = 14;

interface Input {
  width: number;
  height: number;
  table: LeagueTable | undefined;
  domain: Domain;
  /** The present place of a team's row, counted in rows from the top: rows move when the order changes. */
  placeOf(team: number): number;
  /** The team that is read off: its name always finds room. */
  read: number | undefined;
}

export function leagueLayout({width, height, table, domain, placeOf, read}: Input): LeagueLayout {
  const rows = table?.rows ?? [];
  const widest = max(rows, ({name}) => textWidth(name)) ?? 60;
  const left = BESIDE + Math.min(widest, 0.36 * width);
  const right = width - MARGIN.right;
  const gap = width < 480 ? GAP.narrow : GAP.wide;
  const middle = left + STRENGTHS * (right - left);
  const plot = {left, top: MARGIN.top, right: middle - gap / 2, bottom: height - MARGIN.bottom};
  const shares = {...plot, left: middle + gap / 2, right};
  const x = makeScale('linear', domain, [plot.left, plot.right]);
  const y = makeScale('linear', [-0.5, Math.max(1, rows.length) - 0.5], [plot.top, plot.bottom]);
  const share = makeScale('linear', [0, 1], [shares.left, shares.right]);
  const count = Math.max(2, (plot.right - plot.left) / 60);
  const values = tickValues('linear', x, count);
  const inside = (place: number) => Math.max(plot.left, Math.min(plot.right, place));
  const placed = rows.map((row): LeagueRow => {
    const [low, high] = (table!.hasErrors && intervalOf(row)) || [row.strength, row.strength];
    return {
      team: row.team,
      y: y(placeOf(row.team)),
      x: x(row.strength),
      low: inside(x(low)),
      high: inside(x(high)),
      known: row.seen > 0,
      won: row.unseen > 0 ? share(row.won) : undefined,
      expected: row.unseen > 0 ? share(row.expected) : undefined,
    };
  });
  const starts = rows.flatMap(({league}, i) => (i > 0 && rows[i - 1].league !== league ? [i] : []));
  return {
    plot,
    shares,
    x,
    share,
    bottom: {scale: x, values, format: tickText('linear', x, count), at: plot.bottom},
    ticks: values.map((value) => x(value)),
    radius: Math.max(2, Math.min(5, 0.3 * (y(1) - y(0)))),
    rows: placed,
    borders: starts.map((i) => y(i - 0.5)),
    labels: [
      ...titlesOf(plot, shares, share),
      ...namesOf(rows, placed, {left, room: left - BESIDE, bounds: {...plot, left: 0, right: left}, read}),
    ],
  };
}

function titlesOf(plot: Box, shares: Box, share: Scale): Label[] {
  const above = plot.top - 15;
  return [
    {key: 'x', text: 'strength', x: (plot.left + plot.right) / 2, y: above, anchor: 'middle'},
    {key: 'share', text: 'won, unseen', x: (shares.left + shares.right) / 2, y: above, anchor: 'middle'},
    ...(shares.right - shares.left < NARROW ? [0, 1] : [0, 0.5, 1]).map(
      (value): Label => ({
        key: `share ${value}`,
        text: formatShare(value),
        x: share(value),
        y: plot.bottom + 12,
        anchor: 'middle',
      }),
    ),
  ];
}

interface Names {
  left: number;
  room: number;
  bounds: Box;
  read: number | undefined;
}

/** As many names as fit: first the one that is read off, then the ends of each league, then from the top down. */
function namesOf(rows: readonly TableRow[], placed: readonly LeagueRow[], {left, room, bounds, read}: Names): Label[] {
  const isEnd = (i: number) => rows[i - 1]?.league !== rows[i].league || rows[i + 1]?.league !== rows[i].league;
  const rank = (i: number) => (rows[i].team === read ? 0 : isEnd(i) ? 1 : 2);
  const order = rows.map((_, i) => i).sort((a, b) => rank(a) - rank(b) || a - b);
  const wanted = order.map(
    (i): Wanted => ({
      key: `team ${rows[i].team}`,
      text: shortened(rows[i].name, room),
      tone: rows[i].team === read ? 'ink' : 'strong',
      places: [{x: left - BESIDE, y: placed[i].y, anchor: 'end'}],
    }),
  );
  // If every row has a line to itself, all names stay while rows change places.
  const spaced = (bounds.bottom - bounds.top) / Math.max(1, rows.length) >= LINE - 1.5;
  if (spaced) return wanted.map(({places, ...label}) => ({...label, ...places[0]}));
  return placeLabels(wanted, {...bounds, left: -1, top: bounds.top - LINE, bottom: bounds.bottom + LINE});
}

/** The row nearest to a height. */
export function rowAtHeight(rows: readonly Pick<LeagueRow, 'y'>[], y: number): number | undefined {
  let best: number | undefined;
  rows.forEach((row, i) => {
    if (best === undefined || Math.abs(row.y - y) < Math.abs(rows[best].y - y)) best = i;
  });
  return best;
}
