/** The world of matches: teams at home and away, and who won. */
import * as tf from '@tensorflow/tfjs-core';
import type {Slots} from '../../engine/program.ts';
import {type Resources, storedJson} from '../../engine/resources.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import type {PartValue} from '../../spec/index.ts';
import type {Categories, League, Points} from '../points.ts';
import type {Feature, PreferenceContext, PreferenceWorld, Reasons} from '../preferenceWorld.ts';
import {dataSlot} from '../world.ts';
import type {matches} from './index.spec.ts';

export type MatchesSpec = PartValue<typeof matches>;

/** The content of `matches/matches.json`; `league` has a character for each team, `season` and the goals one for each match. */
interface Table {
  leagues: string[];
  team: string[];
  /** Place in `leagues`. */
  league: string;
  season: string;
  /** In base 36. */
  homeGoals: string;
  awayGoals: string;
  /** Teams. */
  home: number[];
  away: number[];
}

const LAST_SEASON = '3';
/** One of so many matches is kept unseen. */
const UNSEEN_EVERY = 5;

export async function openMatches(spec: MatchesSpec, resources: Resources): Promise<PreferenceWorld> {
  return new MatchesWorld(spec, await storedJson<Table>(resources, 'matches/matches.json'));
}

/**
 * Item 2t is team t at home, item 2t + 1 the same team away. Its features are which team it is, one-hot, and whether it is
 * at home: a linear reward on them is the Bradley-Terry model with an advantage for the home team.
 */
class MatchesWorld implements PreferenceWorld {
  readonly features: readonly Feature[];
  readonly featureTable = 'world/features';
  readonly pairs = 'world/pairs';
  readonly train: number;
  readonly unseen: number;
  readonly slots: Slots;
  readonly points: Points;
  readonly league: League;
  readonly categories: Categories;
  readonly about: string[];
  /** Goals at home and away, of each pair. */
  readonly #goals: readonly (readonly [number, number])[];

  constructor({league, unseen: kept}: MatchesSpec, table: Table) {
    const {leagues, team, season, homeGoals, awayGoals, home, away} = table;
    const inLeague = (t: number) => league === 'all' || leagues[Number(table.league[t])].toLowerCase() === league;
    const teams = team.flatMap((_, t) => (inLeague(t) ? [t] : []));
    const placeOf = new Map(teams.map((t, place) => [t, place]));
    const played = home.flatMap((t, match) => (inLeague(t) ? [match] : []));
    const isUnseen = (match: number, place: number) =>
      kept === 'season' ? season[match] === LAST_SEASON : place % UNSEEN_EVERY === UNSEEN_EVERY - 1;
    const unseen = played.filter(isUnseen);
    const seen = played.filter((match, place) => !isUnseen(match, place));
    this.train = seen.length;
    this.unseen = unseen.length;
    this.features = [...teams.map((t) => ({name: team[t], label: team[t]})), {name: 'home', label: 'Playing at home'}];
    const groups = league === 'all' ? leagues : [leagues[Number(table.league[teams[0]])]];
    const items = teams.flatMap((t, place) => [
      {t, place, where: 'at home'},
      {t, place, where: 'away'},
    ]);
    this.points = {
      kind: 'things',
      groups,
      groupOf: items.map(({t}) => groups.indexOf(leagues[Number(table.league[t])])),
      names: items.map(({t}) => team[t]),
      details: items.map(({where}) => where),
      things: items.map(({place}) => place),
    };
    const order = [...seen, ...unseen];
    const pairs = order.flatMap((match) => [2 * placeOf.get(home[match])!, 2 * placeOf.get(away[match])! + 1]);
    this.#goals = order.map((match) => [goals(homeGoals[match]), goals(awayGoals[match])]);
    const labels = this.#goals.map(resultOf);
    this.league = {
      teams: teams.map((t) => team[t]),
      leagues: groups,
      leagueOf: teams.map((t) => groups.indexOf(leagues[Number(table.league[t])])),
      met: order.flatMap((match) => [placeOf.get(home[match])!, placeOf.get(away[match])!]),
      results: labels,
      train: this.train,
    };
    // The kind of a match is its league where there are several, and else its home team.
    const hosts = unseen.map((match) => placeOf.get(home[match])!);
    this.categories =
      league === 'all'
        ? {label: 'league', names: groups, of: hosts.map((team) => this.league.leagueOf[team])}
        : {label: 'home team', names: this.league.teams, of: hosts};
    this.about = unseen.map(
      (match, i) =>
        `${team[home[match]]} at home against ${team[away[match]]}: ${this.#goals[this.train + i].join(':')}`,
    );
    this.slots = {
      'world/features': dataSlot([items.length, teams.length + 1], oneHot(teams.length)),
      'world/pairs': dataSlot([order.length, 2], Int32Array.from(pairs)),
      'world/results': dataSlot([order.length, 1], Float32Array.from(labels)),
    };
  }

  /** The result. */
  reasons(pair: number): Reasons {
    const [home, away] = this.#goals[pair];
    const label =
      home === away ? `it ended ${home} : ${away}` : `it won ${Math.max(home, away)} : ${Math.min(home, away)}`;
    return {towards: home < away ? 'B' : 'A', parts: [{label, amount: Math.abs(home - away)}]};
  }

  labels(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    return tf.squeeze(gatherRows(context.get('world/results'), pairs), [2]);
  }
}

/** Goals are written in base 36. */
const goals = (digit: string): number => Number.parseInt(digit, 36);

/** 1 where the home team won, 0 where the other did, 1/2 for a draw. */
const resultOf = ([home, away]: readonly [number, number]): number => (home === away ? 0.5 : Number(home > away));

/** The features of each team at home and away, [2 teams, teams + 1]. */
function oneHot(teams: number): Float32Array {
  const width = teams + 1;
  const table = new Float32Array(2 * teams * width);
  for (let t = 0; t < teams; t++) {
    table[2 * t * width + t] = 1;
    table[(2 * t + 1) * width + t] = 1;
    table[2 * t * width + teams] = 1;
  }
  return table;
}
