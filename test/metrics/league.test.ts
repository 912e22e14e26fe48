import {describe, expect, it} from 'vitest';
import {expectedScore, matchInformation, standings} from '../../src/metrics/league.ts';
import type {League} from '../../src/worlds/points.ts';
import {inverted} from '../reference/matrix.ts';

/** Two leagues of four and three teams; the last team of the second was never seen, and is met once. */
const LEAGUE: League = (() => {
  const games: [number, number, number][] = [];
  const results = [1, 0.5, 0, 1, 1, 0.5, 0, 0];
  for (const teams of [
    [0, 1, 2, 3],
    [4, 5],
  ])
    for (const a of teams)
      for (const b of teams)
        if (a !== b) for (let k = 0; k < 3; k++) games.push([a, b, results[(3 * a + 5 * b + k) % results.length]]);
  const unseen: typeof games = [
    [0, 3, 1],
    [2, 0, 0.5],
    [6, 4, 0],
  ];
  return {
    teams: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    leagues: ['one', 'two'],
    leagueOf: [0, 0, 0, 0, 1, 1, 1],
    met: [...games, ...unseen].flatMap((game) => game.slice(0, 2)),
    results: [...games, ...unseen].map(([, , result]) => result),
    train: games.length,
  };
})();
const WEIGHTS = [0.7, -0.2, 0.4, -1.1, 0.3, 0.9, 0, 0.35];

/** Log-likelihood of Davidson's model, straight from its three odds. */
function logLikelihood({met, results, train, teams}: League, w: readonly number[], nu: number): number {
  let sum = 0;
  for (let m = 0; m < train; m++) {
    const d = w[met[2 * m]] - w[met[2 * m + 1]] + w[teams.length];
    const odds = [Math.exp(-d / 2), nu, Math.exp(d / 2)];
    sum += Math.log(odds[2 * results[m]] / (odds[0] + odds[1] + odds[2]));
  }
  return sum;
}

/**
 * Errors of strengths about their league's mean, by another way: the first team of each league is held fixed, the
 * curvature is taken by finite differences, and its inverse carried over to the centred strengths.
 */
function errorsByDifferences(league: League, weights: readonly number[], nu: number): number[] {
  const free = [1, 2, 3, 5, 7];
  const at = (moves: readonly (readonly [number, number])[]) => {
    const w = [...weights];
    for (const [p, by] of moves) w[p] += by;
    return logLikelihood(league, w, nu);
  };
  const h = 1e-3;
  const curve = free.map((p) =>
    free.map(
      (q) =>
        -(
          at([
            [p, h],
            [q, h],
          ]) -
          at([
            [p, h],
            [q, -h],
          ]) -
          at([
            [p, -h],
            [q, h],
          ]) +
          at([
            [p, -h],
            [q, -h],
          ])
        ) /
        (4 * h * h),
    ),
  );
  const covariance = inverted(curve);
  const groups = [
    [0, 1, 2, 3],
    [4, 5],
  ];
  return groups.flatMap((teams) =>
    teams.map((team) => {
      const along = free.map((p) => (p === team ? 1 : 0) - (teams.includes(p) ? 1 / teams.length : 0));
      const variance = along.reduce(
        (sum, x, i) => sum + x * along.reduce((inner, y, j) => inner + y * covariance[i][j], 0),
        0,
      );
      return Math.sqrt(variance);
    }),
  );
}

describe('a league', () => {
  it('expects a half of equals, the logistic function without ties, and all for the far stronger', () => {
    expect(expectedScore(0, 3)).toBe(0.5);
    expect(expectedScore(1.3, 0)).toBeCloseTo(1 / (1 + Math.exp(-1.3)), 12);
    expect(expectedScore(2000, 1)).toBe(1);
    expect(expectedScore(0.8, 2) + expectedScore(-0.8, 2)).toBeCloseTo(1, 12);
  });

  it('has the information of a coin without ties, and of Davidson’s score with them', () => {
    const p = 1 / (1 + Math.exp(0.6));
    expect(matchInformation(0.6, 0)).toBeCloseTo(p * (1 - p), 12);
    const h = 1e-3;
    const log = (d: number) => Math.log(Math.exp(d / 2) + 1.7 + Math.exp(-d / 2));
    expect(matchInformation(0.6, 1.7)).toBeCloseTo((log(0.6 + h) - 2 * log(0.6) + log(0.6 - h)) / h ** 2, 6);
  });

  it.each([0, 0.8])('knows its errors as the curvature of the likelihood does, ties %d', (nu) => {
    // Without ties only wins and losses have a likelihood.
    const league = nu > 0 ? LEAGUE : {...LEAGUE, results: LEAGUE.results.map((y) => (y === 0.5 ? 1 : y))};
    const rows = standings(league, WEIGHTS, nu);
    const wanted = errorsByDifferences(league, WEIGHTS, nu);
    rows.slice(0, 6).forEach(({error}, team) => {
      expect(Math.abs(error! / wanted[team] - 1), league.teams[team]).toBeLessThan(1e-4);
    });
  });

  it('measures strength from the mean of the teams that were seen, and knows nothing of others', () => {
    const rows = standings(LEAGUE, WEIGHTS, 1);
    expect(rows.map(({strength}) => strength)).toEqual(
      [0.75, -0.15, 0.45, -1.05, -0.3, 0.3, -0.6].map((x) => expect.closeTo(x, 12)),
    );
    expect(rows[6]).toMatchObject({seen: 0, error: undefined, unseen: 1, won: 0});
    expect(rows.map(({seen}) => seen)).toEqual([18, 18, 18, 18, 6, 6, 0]);
  });

  it('counts what was won of unseen matches, and what was to be expected', () => {
    const [a, , c, d] = standings(LEAGUE, WEIGHTS, 1);
    // Won at home against d, drew away at c.
    expect([a.unseen, a.won]).toEqual([2, 0.75]);
    const [first, second] = [expectedScore(0.7 + 1.1 + 0.35, 1), expectedScore(0.4 - 0.7 + 0.35, 1)];
    expect(a.expected).toBeCloseTo((first + 1 - second) / 2, 12);
    expect([c.won, d.won]).toEqual([0.5, 0]);
    expect(d.expected).toBeCloseTo(1 - first, 12);
  });
});
