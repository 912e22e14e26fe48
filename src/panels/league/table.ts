/** A league by the strengths that a reward model finds. */
import {extent} from 'd3-array';
import {type Standing, standings} from '../../metrics/league.ts';
import {correlation} from '../../metrics/shared/statistics.ts';
import type {League} from '../../worlds/points.ts';
import {formatShare, formatSteps, formatValue} from '../chart/format.ts';
import type {Row} from '../chart/overlay.ts';
import type {Domain} from '../chart/scale.ts';
import type {MatchModel, WeightsFrame} from '../data.ts';

/** The 95 % interval reaches so many standard errors to each side. */
const Z95 = 1.96;

export interface TableRow extends Standing {
  name: string;
  league: string;
}

export interface LeagueTable {
  tick: number;
  /** From the strongest to the weakest of each league, one league after another. */
  rows: readonly TableRow[];
  /** The advantage of playing at home. */
  home: number;
  /** The correlation of strength and share won, over teams with unseen matches; undefined below three teams. */
  correlation: number | undefined;
  hasErrors: boolean;
}

export function leagueTableOf({tick, learnt}: WeightsFrame, league: League, model: MatchModel): LeagueTable {
  const {teams, leagueOf, leagues} = league;
  const rows = standings(league, learnt, model.tieRate)
    .filter(({seen, unseen}) => seen + unseen > 0)
    .map((row) => ({...row, name: teams[row.team], league: leagues[leagueOf[row.team]]}))
    .sort((a, b) => leagueOf[a.team] - leagueOf[b.team] || b.strength - a.strength);
  const judged = rows.filter(({unseen}) => unseen > 0);
  return {
    tick,
    rows,
    home: learnt[teams.length],
    correlation:
      judged.length < 3
        ? undefined
        : correlation(
            judged.map(({strength}) => strength),
            judged.map(({won}) => won),
          ),
    hasErrors: model.likelihood,
  };
}

export const intervalOf = ({strength, error}: Standing): readonly [number, number] | undefined =>
  error === undefined ? undefined : [strength - Z95 * error, strength + Z95 * error];

/** The range of the axis of strengths. Wide intervals of teams with few matches may be cut off. */
export function strengthReach({rows}: Pick<LeagueTable, 'rows'>): Domain {
  const [low = 0, high = 0] = extent(rows, ({strength}) => strength) as [number | undefined, number | undefined];
  return [Math.min(-0.5, 1.35 * low), Math.max(0.5, 1.35 * high)];
}

/** The next unseen match of a team after `pair`; after the last match it starts again at the first. */
export function nextMatchOf({met, train, results}: League, team: number, pair: number | undefined): number | undefined {
  const count = results.length - train;
  for (let step = 1; step <= count; step++) {
    const match = ((pair ?? -1) + step) % count;
    if (met[2 * (train + match)] === team || met[2 * (train + match) + 1] === team) return match;
  }
  return undefined;
}

const signed = (value: number) => (value > 0 ? '+' : '') + formatValue(value);

export function rowText({strength, error, name, seen, unseen, won, expected}: TableRow, hasErrors: boolean): Row[] {
  const known = seen > 0;
  return [
    {label: name, value: known ? signed(strength) : 'never seen', tone: 'accent'},
    ...(hasErrors && error !== undefined
      ? [{label: '95 % interval', value: `${signed(strength - Z95 * error)} to ${signed(strength + Z95 * error)}`}]
      : []),
    {label: 'matches learnt from', value: formatSteps(seen)},
    ...(unseen > 0
      ? [
          {label: `won of ${formatSteps(unseen)} unseen`, value: formatShare(won), tone: 'negative'},
          {label: 'the model expects', value: formatShare(expected)},
        ]
      : []),
  ];
}
