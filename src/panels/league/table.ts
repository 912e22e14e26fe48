/** A league by the strengths that a reward model finds. */
import {extent} from 'd3-array';
import {type Standing, standings} from '../../metrics/league.ts';
import {correlation} from '../../metrics/shared/statistics.ts';
import type {League} from '../../worlds/points.ts';
import {formatShare, formatSteps, formatValue} from '../chart/format.ts';
import type {Row} from '../chart/overlay.ts';
import type {Domain} from '../chart/scale.ts';
import type {MatchModel, WeightsFrame} from '../data.ts';

/** 95 of 100 cases lie within so many standard errors. */
const Z95 = 1.96;

export interface TableRow extends Standing {
  name: string;
  league: string;
}

export interface LeagueTable {
  tick: number;
  /** From the strongest to the weakest of each league, one league after another. */
  rows: readonly TableRow[];
  /** What it is worth to play at home. */
  home: number;
  /** Of strength and share won, over teams with unseen matches; undefined for fewer than three. */
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

/** What the axis of strengths must hold: wide intervals of teams seen in a few matches do not count in full. */
export function strengthReach({rows}: Pick<LeagueTable, 'rows'>): Domain {
  const [low = 0, high = 0] = extent(rows, ({strength}) => strength) as [number | undefined, number | undefined];
  return [Math.min(-0.5, 1.35 * low), Math.max(0.5, 1.35 * high)];
}

/** An unseen match of a team: the next one after `pair`, from the first again. */
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
