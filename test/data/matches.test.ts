import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';

const FILE = fileURLToPath(new URL('../../public/data/matches/matches.json', import.meta.url));

describe('matches.json', () => {
  const {leagues, team, league, season, homeGoals, awayGoals, home, away} = JSON.parse(readFileSync(FILE, 'utf8')) as {
    leagues: string[];
    team: string[];
    league: string;
    season: string;
    homeGoals: string;
    awayGoals: string;
    home: number[];
    away: number[];
  };
  const matches = home.map((_, match) => match);
  const leagueOf = (match: number) => leagues[Number(league[home[match]])];

  it('has an entry for each match in every column, and for each team', () => {
    for (const column of [season, homeGoals, awayGoals, home, away]) expect(column).toHaveLength(6504);
    expect(team).toHaveLength(116);
    expect(league).toHaveLength(116);
    expect(leagues).toEqual(['England', 'Germany', 'Spain', 'Italy', 'Austria']);
  });

  it('has two teams of one league in each match', () => {
    expect(matches.filter((match) => home[match] === away[match])).toEqual([]);
    expect(matches.filter((match) => league[home[match]] !== league[away[match]])).toEqual([]);
  });

  it('has four whole seasons of every league, in order, but for four matches without a score', () => {
    const rounds = {England: 380, Germany: 306, Spain: 380, Italy: 380, Austria: 180};
    const counts = leagues.map((name) =>
      ['0', '1', '2', '3'].map((one) => matches.filter((m) => leagueOf(m) === name && season[m] === one).length),
    );
    const missing = counts.map((of, i) => of.map((count) => rounds[leagues[i] as keyof typeof rounds] - count));
    expect(missing.flat().reduce((sum, count) => sum + Math.abs(count), 0)).toBe(0);
    expect([...season]).toEqual([...season].sort());
  });

  it('has every pair of a season once at each place', () => {
    const once = matches.filter((m) => leagueOf(m) === 'Germany' && season[m] === '2');
    expect(new Set(once.map((m) => `${home[m]}-${away[m]}`)).size).toBe(306);
  });

  it('knows who won', () => {
    const of = (name: string) => team.indexOf(name);
    // The last day of the file.
    const match = matches.findLast((m) => home[m] === of('Inter') && away[m] === of('Udinese'))!;
    expect([homeGoals[match], awayGoals[match], season[match]]).toEqual(['5', '2', '3']);
  });
});
