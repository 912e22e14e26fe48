import {createElement} from 'react';
import {renderToString} from 'react-dom/server';
import {describe, expect, test} from 'vitest';
import {boxOf, overlap} from '../../src/panels/chart/labels.ts';
import type {Feed, MatchModel, WeightsFrame} from '../../src/panels/data.ts';
import {LeaguePanel} from '../../src/panels/league/LeaguePanel.tsx';
import {leagueLayout, rowAtHeight} from '../../src/panels/league/layout.ts';
import {leagueTableOf, nextMatchOf, rowText, strengthReach} from '../../src/panels/league/table.ts';
import type {League} from '../../src/worlds/points.ts';

/** Every team meets every other of its league at home; the stronger one wins, those next to each other draw. */
function leagueOf(sizes: readonly number[]): League {
  const leagueOf = sizes.flatMap((size, l) => new Array<number>(size).fill(l));
  const games = leagueOf.flatMap((l, a) =>
    leagueOf.flatMap((k, b) => (a !== b && k === l ? [[a, b, Math.abs(a - b) === 1 ? 0.5 : Number(a < b)]] : [])),
  );
  return {
    teams: leagueOf.map((_, t) => `Team number ${t}`),
    leagues: sizes.map((_, l) => `League ${l}`),
    leagueOf,
    met: games.flatMap((game) => game.slice(0, 2)),
    results: games.map(([, , result]) => result),
    train: Math.floor(games.length / 2),
  };
}

const MODEL: MatchModel = {tieRate: 1, likelihood: true};
const frameOf = ({teams}: League): WeightsFrame => ({
  tick: 4,
  names: [...teams, 'Playing at home'],
  learnt: Float32Array.from([...teams.map((_, t) => Math.sin(7 * t)), 0.3]),
  taste: new Float32Array(teams.length + 1),
});
const layoutOf = (league: League, width: number, height: number, read?: number) => {
  const table = leagueTableOf(frameOf(league), league, MODEL);
  const place = new Map(table.rows.map(({team}, i) => [team, i]));
  const domain = strengthReach(table);
  return {table, layout: leagueLayout({width, height, table, domain, placeOf: (team) => place.get(team)!, read})};
};

describe('the table of a league', () => {
  test('goes from the strongest to the weakest, one league after another', () => {
    const {table} = layoutOf(leagueOf([6, 4]), 600, 500);
    expect(table.rows.map(({league}) => league)).toEqual([...Array(6).fill('League 0'), ...Array(4).fill('League 1')]);
    for (const rows of [table.rows.slice(0, 6), table.rows.slice(6)]) {
      expect(rows.map(({strength}) => strength)).toEqual(rows.map(({strength}) => strength).sort((a, b) => b - a));
    }
    expect(table.home).toBeCloseTo(0.3, 6);
  });

  test('correlates strength with what was won, and not where it cannot', () => {
    const league = leagueOf([6]);
    const learnt = Float32Array.from([3, 2, 1, -1, -2, -3, 0]);
    expect(leagueTableOf({...frameOf(league), learnt}, league, MODEL).correlation).toBeGreaterThan(0.9);
    expect(
      leagueTableOf(frameOf(league), {...league, train: league.results.length}, MODEL).correlation,
    ).toBeUndefined();
  });
});

describe('the figure of a league', () => {
  test('dots lie in their intervals and on their strengths, shares on theirs', () => {
    const {table, layout} = layoutOf(leagueOf([8]), 640, 560);
    layout.rows.forEach((row, i) => {
      const {strength, won} = table.rows[i];
      expect(layout.x.invert(row.x)).toBeCloseTo(strength, 6);
      expect(row.low < row.x && row.x < row.high).toBe(true);
      if (row.won !== undefined) expect(layout.share.invert(row.won)).toBeCloseTo(won, 6);
    });
    expect(layout.rows.map(({y}) => y)).toEqual(layout.rows.map(({y}) => y).sort((a, b) => a - b));
  });

  test('without a likelihood there are no intervals', () => {
    const league = leagueOf([8]);
    const table = leagueTableOf(frameOf(league), league, {tieRate: 0, likelihood: false});
    const layout = leagueLayout({width: 600, height: 500, table, domain: [-2, 2], placeOf: (t) => t, read: undefined});
    for (const {low, high} of layout.rows) expect(low).toBe(high);
    expect(rowText(table.rows[0], table.hasErrors).map(({label}) => label)).not.toContain('95 % interval');
  });

  test.each([
    [640, 560, [26]],
    [358, 520, [26]],
    [640, 560, [26, 24, 26, 26, 14]],
  ])('names do not lie over each other at %d x %d, leagues of %j, and stay in the figure', (width, height, sizes) => {
    const {layout} = layoutOf(leagueOf(sizes), width, height, 3);
    const names = layout.labels.filter(({key}) => key.startsWith('team'));
    const boxes = names.map((label) => boxOf(label.text, label));
    boxes.forEach((box, i) => {
      expect(box.left).toBeGreaterThan(-1);
      for (const other of boxes.slice(i + 1))
        expect(overlap({...box, top: box.top + 1, bottom: box.bottom - 1}, other)).toBe(false);
    });
    expect(names.length).toBeGreaterThan(25);
    expect(names.find(({key}) => key === 'team 3')).toMatchObject({tone: 'ink'});
  });

  test('without a frame there are titles only', () => {
    const layout = leagueLayout({
      width: 600,
      height: 500,
      table: undefined,
      domain: [-1, 1],
      placeOf: () => 0,
      read: undefined,
    });
    expect(layout.rows).toEqual([]);
  });
});

test('a team’s unseen matches are read one after another, and from the first again', () => {
  const league = leagueOf([3]);
  // Unseen: 1-2, 2-0, 2-1.
  expect(nextMatchOf(league, 1, undefined)).toBe(0);
  expect(nextMatchOf(league, 1, 0)).toBe(2);
  expect(nextMatchOf(league, 1, 2)).toBe(0);
  expect(nextMatchOf({...league, train: league.results.length}, 1, undefined)).toBeUndefined();
});

test('the row nearest in height is read off', () => {
  expect(rowAtHeight([{y: 10}, {y: 30}, {y: 50}], 38)).toBe(1);
  expect(rowAtHeight([], 38)).toBeUndefined();
});

test('the sentence names the marks and the correlation', () => {
  const league = leagueOf([6]);
  const feed = <T>(value: T): Feed<T> => ({get: () => value, subscribe: () => () => {}});
  const text = (weights: WeightsFrame | undefined) =>
    renderToString(
      createElement(LeaguePanel, {
        weights: feed(weights),
        league: feed<League | undefined>(league),
        model: feed(MODEL),
        chosen: feed(undefined),
        onChoose: () => {},
        onDrawn: () => {},
      }),
    )
      .replace(/<!-- -->/g, '')
      .replace(/<[^>]+>/g, '');
  expect(text(undefined)).toContain('The strengths are on their way.');
  expect(text(frameOf(league))).toMatch(
    /strength with its 95 % interval; ○ share won.*Correlation of ● and ○: −?0\.\d/,
  );
});
