import fc from 'fast-check';
import {createElement} from 'react';
import {renderToString} from 'react-dom/server';
import {describe, expect, test} from 'vitest';
import {alongLine, boxOf, overlap} from '../../src/panels/chart/labels.ts';
import type {FrontierFrame, MetricLog, Series} from '../../src/panels/data.ts';
import {csvOf} from '../../src/panels/frame/save.ts';
import {divergenceScale, divergenceTicks} from '../../src/panels/frontier/axis.ts';
import {FrontierPanel} from '../../src/panels/frontier/FrontierPanel.tsx';
import {frontierOf, gainOf, isLower, measuredOf} from '../../src/panels/frontier/gains.ts';
import {frontierLayout, neededDomains} from '../../src/panels/frontier/layout.ts';
import {JUDGE, WORTH} from '../../src/panels/frontier/names.ts';
import {pathOf, pathsBeside, peakUntil, type RunPath, standsAt} from '../../src/panels/frontier/path.ts';
import {readingOf} from '../../src/panels/frontier/reading.ts';
import {stopAt} from '../../src/panels/frontier/readOff.ts';
import {tableOf} from '../../src/panels/frontier/table.ts';

const REFERENCE = {proxy: {mean: 4.4, deviation: 2.5}, gold: {mean: -0.84, deviation: 2}};
/** Of gold, by s: gold gains s - FALL s^2. */
const FALL = 0.3;

/**
 * Where rewards are normally distributed and gold is s - FALL s^2 at a shift of s deviations, the optimum at beta has
 * s = deviation / beta, KL s^2 / 2 and a reward that is s deviations higher.
 */
function normalFrame(fall = FALL): FrontierFrame {
  const at = (s: number) => ({
    divergence: (s * s) / 2,
    proxy: 4.4 + 2.5 * s,
    gold: -0.84 + 2 * (s - fall * s * s),
  });
  return {
    tick: 0,
    reference: REFERENCE,
    optimum: Array.from({length: 36}, (_, i) => {
      const s = 0.03 * (3.5 / 0.03) ** (i / 35);
      return {at: 2.5 / s, ...at(s)};
    }),
    bestOf: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024].map((n) => {
      const s = Math.sqrt(2 * (Math.log(n) - (n - 1) / n));
      const {divergence, proxy, gold} = at(s);
      return {at: n, divergence, proxy: proxy - 0.1 * s, gold: gold + 0.05 * s};
    }),
  };
}

const series = (ticks: readonly number[], values: readonly number[]): Series => ({ticks, values});
const EMPTY = series([], []);

function logOf(
  all: Record<string, Series>,
  others: Record<string, readonly {member: number; series: Series}[]> = {},
): MetricLog {
  return {
    names: () => Object.keys(all),
    series: (name) => all[name] ?? EMPTY,
    others: (name) => others[name] ?? [],
  };
}

/** A run that goes outwards to KL 5.2 and back to 4.1, as gold rises and falls. */
const TICKS = Array.from({length: 31}, (_, i) => 300 + 5 * i);
const KL = TICKS.map((_, i) => (i <= 20 ? 5.2 * (i / 20) ** 2 : 5.2 - (1.1 * (i - 20)) / 10));
const shift = KL.map((kl) => Math.sqrt(2 * kl));
const RUN = {
  divergence: series(TICKS, KL),
  proxy: series(
    TICKS,
    shift.map((s) => 4.4 + 2.5 * 0.9 * s),
  ),
  gold: series(
    TICKS,
    shift.map((s) => -0.84 + 2 * (0.9 * s - 0.28 * s * s)),
  ),
};
const STRETCH = [300, 450] as const;
const frame = normalFrame();
const frontier = frontierOf(frame);
const path = pathOf(logOf(RUN), REFERENCE, STRETCH);
const NOTHING: RunPath = {ticks: [], divergence: [], proxy: [], gold: []};

function layoutOf(
  of: RunPath,
  {at, width = 690, height = 560, spacing = 'linear' as 'linear' | 'root'} = {} as {
    at?: number;
    width?: number;
    height?: number;
    spacing?: 'linear' | 'root';
  },
) {
  const shown = {frontier, path: of, beside: [], ghosts: []};
  return frontierLayout({...shown, width, height, spacing, at, domains: neededDomains(shown)});
}

describe('gains over the reference', () => {
  test('are 0 for the reference and 1 a deviation above it', () => {
    expect([gainOf(-0.84, REFERENCE.gold), gainOf(1.16, REFERENCE.gold)]).toEqual([0, expect.closeTo(1, 12)]);
    expect(measuredOf(gainOf(7.3, REFERENCE.proxy), REFERENCE.proxy)).toBeCloseTo(7.3, 12);
    // A reference that always says the same.
    expect(gainOf(3, {mean: 1, deviation: 0})).toBe(2);
  });

  test('of the optimum begin at nothing, and gold peaks where its slope is 0', () => {
    expect(frontier.optimum[0]).toMatchObject({divergence: 0, proxy: 0, gold: 0});
    for (const {divergence, proxy} of frontier.optimum) expect(proxy).toBeCloseTo(Math.sqrt(2 * divergence), 9);
    // 1 - 2 FALL s = 0, and KL = s^2 / 2.
    const s = 1 / (2 * FALL);
    expect(frontier.peak.gold).toBeCloseTo(s / 2, 2);
    expect(Math.sqrt(2 * frontier.peak.divergence)).toBeGreaterThan(0.87 * s);
    expect(Math.sqrt(2 * frontier.peak.divergence)).toBeLessThan(1.15 * s);
  });
});

describe('the path of a run', () => {
  test('is that of one stage, where all three were measured', () => {
    const log = logOf({
      divergence: series([300, 310, 320, 330, 500], [0, 1, Number.NaN, 2, 0]),
      proxy: series([0, 300, 310, 320, 330, 500], [1, 4.4, 6.9, 8, 9.4, 4.4]),
      gold: series([0, 300, 310, 320, 500], [0, -0.84, 1.16, 1, -0.84]),
    });
    const found = pathOf(log, REFERENCE, [300, 499]);
    expect(found.ticks).toEqual([300, 310]);
    expect(found.divergence).toEqual([0, 1]);
    expect(found.proxy).toEqual([0, 1].map((x) => expect.closeTo(x, 12)));
    expect(found.gold).toEqual([0, 1].map((x) => expect.closeTo(x, 12)));
    expect(pathOf(log, REFERENCE, undefined).ticks).toEqual([]);
  });

  test('has its peak so far, and what was lost since', () => {
    const top = path.gold.indexOf(Math.max(...path.gold));
    const peak = peakUntil(path, path.ticks.length - 1)!;
    expect(peak).toMatchObject({index: top, divergence: path.divergence[top]});
    expect(peak.drop).toBeCloseTo(path.gold[top] - path.gold.at(-1)!, 12);
    expect(isLower(peak)).toBe(true);
    // On the way up nothing is lost.
    expect(peakUntil(path, top - 1)).toMatchObject({index: top - 1, drop: 0});
    expect(peakUntil(path, -1)).toBeUndefined();
  });

  test('stands at the last evaluation before the step that is looked at', () => {
    expect([standsAt(path, undefined), standsAt(path, 304), standsAt(path, 305), standsAt(path, 299)]).toEqual([
      30, 0, 1, -1,
    ]);
  });

  test('of other members needs their reward and gold, too', () => {
    const other = {divergence: series([300], [1]), proxy: series([300], [6.9]), gold: series([300], [1.16])};
    const others = Object.fromEntries(Object.entries(other).map(([name, one]) => [name, [{member: 2, series: one}]]));
    expect(pathsBeside(logOf(RUN, others), REFERENCE, STRETCH)).toHaveLength(1);
    expect(pathsBeside(logOf(RUN, {...others, gold: []}), REFERENCE, STRETCH)).toHaveLength(0);
  });
});

describe('the axis', () => {
  test('by roots puts four times the divergence twice as far', () => {
    const x = divergenceScale('root', [0, 8], [40, 680]);
    expect(x(4) - x(0)).toBeCloseTo(2 * (x(1) - x(0)), 9);
    expect(x.invert(x(2.6))).toBeCloseTo(2.6, 9);
    const flat = divergenceScale('linear', [0, 8], [40, 680]);
    expect(flat(4) - flat(0)).toBeCloseTo(4 * (flat(1) - flat(0)), 9);
  });

  test('has numbers that do not touch, from 0 on', () => {
    fc.assert(
      fc.property(
        fc.double({min: 1, max: 90, noNaN: true}),
        fc.integer({min: 260, max: 900}),
        fc.constantFrom('linear', 'root'),
        (most, width, spacing) => {
          const x = divergenceScale(spacing, [0, most], [0, width]);
          const places = divergenceTicks(spacing, x).map((value) => x(value));
          expect(places.length).toBeGreaterThan(1);
          expect(places[0]).toBe(0);
          expect(places.at(-1)).toBeLessThanOrEqual(width + 1e-6);
          for (const [i, place] of places.slice(1).entries()) expect(place - places[i]).toBeGreaterThanOrEqual(30);
        },
      ),
    );
  });
});

describe('where things lie', () => {
  test('further is to the right and more is up, and the run and the dots are in view', () => {
    for (const spacing of ['linear', 'root'] as const) {
      const {plot, path: way, bestOf, now, optimum} = layoutOf(path, {spacing});
      expect(bestOf).toHaveLength(5);
      const spots = [...bestOf, now!];
      for (const {x, proxy, gold} of spots) {
        expect(x).toBeGreaterThanOrEqual(plot.left - 1e-9);
        expect(x).toBeLessThanOrEqual(plot.right);
        for (const y of [proxy, gold]) expect(y > plot.top && y < plot.bottom).toBe(true);
      }
      expect(Math.max(...way.gold.x)).toBeLessThan(plot.right);
      // No run is above the optimum, and gold is below the reward.
      expect(optimum!.proxy.y.at(-1)).toBeLessThan(optimum!.gold.y.at(-1)!);
      expect(now!.proxy).toBeLessThan(now!.gold);
    }
  });

  test('the peak is the run’s own once it has turned over, else that of the optimum', () => {
    const after = layoutOf(path);
    const top = path.gold.indexOf(Math.max(...path.gold));
    expect(after.peak).toMatchObject({x: after.path.gold.x[top], own: true});
    expect(after.lost).toMatchObject({from: after.path.gold.y[top], to: after.now!.gold});
    expect(after.lost!.to).toBeGreaterThan(after.lost!.from);
    const before = layoutOf(path, {at: path.ticks[top - 1]});
    expect(before.peak).toMatchObject({x: before.x(frontier.peak.divergence), own: false});
    expect(before.lost).toBeUndefined();
    const text = (layout: typeof after) => layout.labels.find(({key}) => key === 'peak')!.text;
    expect([text(before), text(after)]).toEqual([
      `gold of the optimum peaks at KL ${frontier.peak.divergence.toFixed(1)}`,
      `gold peaked at KL ${path.divergence[top].toFixed(1)}`,
    ]);
  });

  test('gold that never turns over has no peak', () => {
    const rising = frontierOf(normalFrame(0));
    const shown = {frontier: rising, path: NOTHING, beside: [], ghosts: []};
    const domains = neededDomains(shown);
    const layout = frontierLayout({...shown, width: 690, height: 560, spacing: 'linear', at: undefined, domains});
    expect(layout.peak).toBeUndefined();
    expect(layout.labels.map(({key}) => key)).not.toContain('peak');
    // As far as the last dot, with a little room.
    expect(domains.x[1] / rising.bestOf.at(-1)!.divergence).toBeCloseTo(1.05, 9);
  });

  test('looking back ends the strong part at the last evaluation until then', () => {
    const back = layoutOf(path, {at: 347});
    expect([back.strong, back.lookingBack]).toEqual([10, true]);
    expect(back.now!.x).toBe(back.path.gold.x[9]);
    expect(back.labels.map(({text}) => text)).toContain('at step 345');
    expect(layoutOf(path).labels.some(({text}) => text.startsWith('at step'))).toBe(false);
  });

  test('without a run the curves themselves have the names', () => {
    const texts = layoutOf(NOTHING).labels.map(({text}) => text);
    expect(texts).toEqual(expect.arrayContaining([JUDGE, WORTH, 'the reference', 'best of 16', '64', 'out of reach']));
    expect(layoutOf(NOTHING).now).toBeUndefined();
  });

  test('texts never lie over each other or out of the figure, wherever the run stands', () => {
    const sizes = [
      [690, 560],
      [350, 430],
      [1100, 700],
    ];
    for (const [width, height] of sizes) {
      for (const spacing of ['linear', 'root'] as const) {
        for (let count = 1; count <= path.ticks.length; count += 3) {
          const part = Object.fromEntries(
            Object.entries(path).map(([name, values]) => [name, values.slice(0, count)]),
          ) as unknown as RunPath;
          const {labels} = layoutOf(part, {width, height, spacing});
          const boxes = labels.map((label) => ({text: label.text, ...boxOf(label.text, label)}));
          const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) => [a, b]));
          expect(pairs.filter(([a, b]) => overlap(a, b)).map(([a, b]) => [a.text, b.text])).toEqual([]);
          for (const {left, right} of boxes) expect(left >= 0 && right <= width + 1).toBe(true);
          // Where the run stands is always said, in fewer words where there is little room.
          const said = labels.map(({text}) => text).join();
          if (count > 4) {
            expect(said).toMatch(/judge (gives )?\+/);
            expect(said).toMatch(/worth \+/);
          }
        }
      }
    }
  });
});

test('texts keep clear of the lines where there is room', () => {
  const {labels, path: way, optimum} = layoutOf(path);
  const lines = [way.proxy, way.gold, optimum!.proxy, optimum!.gold].flatMap(({x, y}) => alongLine(x, y));
  const inside = labels.filter(({key}) => key !== 'peak' && key !== 'y').map((label) => boxOf(label.text, label));
  expect(inside.length).toBeGreaterThan(8);
  for (const box of inside) expect(lines.some((line) => overlap(box, line))).toBe(false);
});

test('on a phone, where the run stands keeps clear of the lines too, if need be in fewer words', () => {
  let short = 0;
  for (const spacing of ['linear', 'root'] as const) {
    for (let count = 5; count <= path.ticks.length; count++) {
      const part = Object.fromEntries(
        Object.entries(path).map(([name, values]) => [name, values.slice(0, count)]),
      ) as unknown as RunPath;
      const {labels, path: way, optimum} = layoutOf(part, {width: 350, height: 430, spacing});
      const lines = [way.proxy, way.gold, optimum!.proxy, optimum!.gold].flatMap(({x, y}) => alongLine(x, y));
      const standing = labels.filter(({key}) => key === 'judge' || key === 'worth');
      expect(standing).toHaveLength(2);
      for (const label of standing) {
        if (/^(judge|worth) /.test(label.text)) short++;
        const over = lines.some((line) => overlap(boxOf(label.text, label), line));
        expect([count, spacing, label.text, over]).toEqual([count, spacing, label.text, false]);
      }
    }
  }
  expect(short).toBeGreaterThan(0);
});

describe('what is read off', () => {
  const {stops, bestOf} = layoutOf(path);

  test('is the nearest policy, by reward or by gold', () => {
    const sixteen = bestOf[2];
    for (const y of [sixteen.proxy, sixteen.gold]) {
      const i = stopAt(stops, {x: sixteen.x + 0.4, y: y - 0.4})!;
      expect(stops[i].rows()[0]).toEqual({label: 'best of', value: '16'});
    }
    expect(stopAt(stops, {x: -200, y: -200})).toBeUndefined();
  });

  test('has step, n or beta, and what was measured', () => {
    expect(stops[30].tick).toBe(450);
    const values = (i: number) => stops[i].rows().map(({label, value}) => `${label} ${value}`);
    expect(values(0)).toEqual(['step 300', 'KL, nats 0.00', 'reward 4.40 (0.00 σ)', 'gold −0.84 (0.00 σ)']);
    const last = stops.findLastIndex(({rows}) => rows()[0].label === 'optimum at β');
    const beta = Number(values(last)[0].split(' ')[3]);
    // In a normal world, KL = (deviation / beta)^2 / 2.
    expect(Number(values(last)[1].split(' ')[2]) / ((2.5 / beta) ** 2 / 2)).toBeCloseTo(1, 1);
  });

  test('is in the table as measured and as gains', () => {
    const table = tableOf(frontier, path);
    expect(table.rows).toHaveLength(36 + 11 + 31);
    const last = table.rows.at(-1)!;
    expect(last.slice(0, 2)).toEqual(['run', 450]);
    expect(Number(last[3])).toBeCloseTo(RUN.proxy.values[30], 4);
    expect(Number(last[6])).toBeCloseTo((RUN.gold.values[30] + 0.84) / 2, 4);
    expect(csvOf(table).split('\r\n')[0]).toBe(
      'policy,"β, n or step","KL, nats",reward,gold,"gain of reward, σ","gain of gold, σ"',
    );
    expect(tableOf(undefined, NOTHING).rows).toEqual([]);
  });
});

describe('the reading', () => {
  test('says what can be reached before the policy learns', () => {
    expect(readingOf(undefined, NOTHING, undefined)).toContain('as soon as there is a reference');
    const {divergence, drop} = frontier.peak;
    const humped = `what the answers are worth peaks at KL ${divergence.toFixed(1)} and then falls by ${drop.toFixed(2)} σ.`;
    expect(readingOf(frontier, NOTHING, undefined)).toContain(humped);
    // A policy that still is the reference says nothing of its own.
    expect(readingOf(frontier, path, 300)).toContain(humped);
    expect(readingOf(frontierOf(normalFrame(0)), NOTHING, undefined)).toContain('and answers are worth more, too.');
    expect(readingOf(frontierOf(normalFrame(3)), NOTHING, undefined)).toContain('worth peaks at KL 0.0');
    const harmful = {...frame, optimum: frame.optimum.map((one) => ({...one, gold: -2 - one.divergence}))};
    expect(readingOf(frontierOf(harmful), NOTHING, undefined)).toContain('the less the answers are worth.');
  });

  test('says what was gained, and after the peak what was lost', () => {
    expect(readingOf(frontier, path, 330)).toMatch(
      /^Step 330: at KL 0\.5 the judge gives 0\.87 σ more than to the reference, for answers worth 0\.61 σ more\.$/,
    );
    const top = path.gold.indexOf(Math.max(...path.gold));
    const [proxy, gold] = [path.proxy, path.gold].map((all) => Math.abs(all[30] - all[top]).toFixed(2));
    expect(readingOf(frontier, path, undefined)).toBe(
      `Since gold peaked at KL ${path.divergence[top].toFixed(1)} at step ${path.ticks[top]}, the judge gives ${proxy} σ more for answers worth ${gold} σ less.`,
    );
  });

  test('of a judge who gives what answers are worth says so, and both have one name', () => {
    const same = frontierOf({
      ...frame,
      reference: {proxy: REFERENCE.gold, gold: REFERENCE.gold},
      ...Object.fromEntries(
        (['optimum', 'bestOf'] as const).map((of) => [of, frame[of].map((one) => ({...one, proxy: one.gold}))]),
      ),
    });
    expect([same.honest, frontier.honest]).toEqual([true, false]);
    expect(readingOf(same, {...path, proxy: path.gold}, 330)).toMatch(
      /^Step 330: at KL 0\.5 answers are worth 0\.61 σ more than those of the reference, and this judge gives just that\.$/,
    );
    const shown = {frontier: same, path: {...path, proxy: path.gold}, beside: [], ghosts: []};
    const {labels} = frontierLayout({
      ...shown,
      width: 690,
      height: 560,
      spacing: 'linear',
      at: undefined,
      domains: neededDomains(shown),
    });
    expect(labels.filter(({text}) => text.includes(WORTH))).toHaveLength(1);
    expect(labels.map(({key}) => key)).not.toContain('judge');
  });

  test('stands below the title, with the story of the figure', () => {
    const feed = <T>(value: T) => ({get: () => value, subscribe: () => () => {}});
    const textOf = (shown: FrontierFrame | undefined) =>
      renderToString(
        createElement(FrontierPanel, {
          figure: {title: 'Too much', sentence: 'A story.'},
          frontier: feed(shown),
          log: feed({...logOf(RUN), version: 1}),
          view: feed({tick: 450, steps: 450, at: undefined}),
          stretch: feed(STRETCH),
          hover: feed(undefined),
          onHover: () => {},
          onDrawn: () => {},
        }),
      ).replace(/<[^>]+>/g, '');
    expect(textOf(undefined)).toContain('Too muchA story.How far rewards can be driven');
    expect(textOf(frame)).toContain('A story.Since gold peaked at KL');
  });
});
