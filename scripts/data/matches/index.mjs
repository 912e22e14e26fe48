// @ts-check
/** The matches world: who won, game by game, in five football leagues. */
import {join} from 'node:path';
import {writeOutput} from '../write-output.mjs';

/** By the name that the package gives them. */
const LEAGUES = new Map([
  ['English Premier League', 'England'],
  ['Deutsche Bundesliga', 'Germany'],
  ['Primera Division', 'Spain'],
  ['Serie A', 'Italy'],
  ['Österreichische Bundesliga', 'Austria'],
]);
/** The first year of the first season; a season begins in July. */
const FIRST_SEASON = 2013;

/** @typedef {{date: string, division: string, home_team: string, away_team: string, home_score: number | null, away_score: number | null}} Match */

/**
 * @param {object} options
 * @param {import('../fetch-packages.mjs').Packages} options.packages
 * @param {string} options.output
 */
export function buildMatches({packages, output}) {
  /** @type {Match[]} */
  const all = packages.vega.json('data/football.json');
  const played = all.filter(({home_score, away_score}) => home_score !== null && away_score !== null);
  const matches = played.sort((a, b) => compare(a.date, b.date) || compare(a.home_team, b.home_team));
  const divisions = [...LEAGUES.keys()];
  const teams = divisions.flatMap((division) => {
    const names = matches.filter((match) => match.division === division).map(({home_team}) => home_team);
    return [...new Set(names)].sort(compare).map((name) => ({name, division}));
  });
  const teamOf = new Map(teams.map(({name, division}, team) => [`${division}/${name}`, team]));
  console.log(`  ${matches.length} matches of ${teams.length} teams`);
  const table = {
    version: 1,
    leagues: [...LEAGUES.values()],
    team: teams.map(({name}) => name),
    league: teams.map(({division}) => divisions.indexOf(division)).join(''),
    /** A character for each match: the season, and goals in base 36. */
    season: matches.map(({date}) => seasonOf(date)).join(''),
    homeGoals: matches.map(({home_score}) => home_score?.toString(36)).join(''),
    awayGoals: matches.map(({away_score}) => away_score?.toString(36)).join(''),
    home: matches.map(({division, home_team}) => teamOf.get(`${division}/${home_team}`)),
    away: matches.map(({division, away_team}) => teamOf.get(`${division}/${away_team}`)),
  };
  writeOutput(join(output, 'matches.json'), `${JSON.stringify(table)}\n`);
}

/** By the characters, which is the same in every language. @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** @param {string} date */
const seasonOf = (date) => Number(date.slice(0, 4)) - FIRST_SEASON - (date.slice(5, 7) < '07' ? 1 : 0);
