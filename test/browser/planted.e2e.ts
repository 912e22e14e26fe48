/** The project with one part of each kind planted: it is built, and a lab that nobody has named before opens from a link. */

import {expect, type Page} from '@playwright/test';
import {Copy} from '../planted/copy.ts';
import {long} from '../support/long.ts';
import {test as base, metricsAt} from './support/lab.ts';

type Addresses = typeof import('../../src/app/addressOf.ts');
type Presets = typeof import('../../src/presets/index.ts');
type Language = typeof import('../../src/programs/index.spec.ts');
type Specs = typeof import('../../src/spec/index.ts');
type Spec = import('../../src/spec/index.ts').Spec;

interface Planted extends Copy {
  /** Of its built page. */
  address: string;
}

const test = base.extend<object, {planted: Planted}>({
  planted: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const copy = new Copy();
      const built = await copy.run('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn');
      expect(built).toEqual({code: 0, out: '', err: ''});
      const {preview} = await import('vite');
      const port = Number(process.env.TEST_PORT ?? 45173) + 1;
      const server = await preview({
        ...{root: copy.folder, configFile: false, base: './', logLevel: 'error'},
        preview: {host: '127.0.0.1', port, strictPort: true},
      });
      await use(Object.assign(copy, {address: `http://127.0.0.1:${port}/?backend=wasm`}));
      await server.close();
      copy.remove();
    },
    {scope: 'worker', timeout: 10 * 60_000},
  ],
});

interface Line {
  stage: string;
  tick: number;
  metrics: Record<string, number | number[]>;
}

/** What the planted command line says of a run. */
async function linesOf(planted: Planted, source: string): Promise<Line[]> {
  const {code, out, err} = await planted.run('scripts/lab.mjs', 'run', source, '--json');
  expect([code, err]).toEqual([0, '']);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const finished = (page: Page) => page.waitForFunction(() => window.__lab.phase === 'finished');

/** The header and the cells of a panel's table. */
async function tableOf(page: Page, title: string): Promise<{columns: string[]; rows: string[][]}> {
  await page.getByRole('button', {name: `Table: ${title}`}).click();
  const table = page.getByRole('dialog', {name: `Table: ${title}`}).getByRole('table');
  const columns = await table.getByRole('columnheader').allTextContents();
  const cells = await table.getByRole('cell').allTextContents();
  await page.keyboard.press('Escape');
  const rows = Array.from({length: cells.length / columns.length}, (_, i) =>
    cells.slice(i * columns.length, (i + 1) * columns.length),
  );
  return {columns, rows};
}

test('what was planted has the right types', long, async ({planted}) => {
  const types = await planted.run('node_modules/typescript/bin/tsc', '--noEmit');
  expect(types).toEqual({code: 0, out: '', err: ''});
});

test('a third lab trains a program of two stages, with a frame, a panel and a section of its own', async ({
  page,
  planted,
}) => {
  const link = '#/toy/there-and-back&p=coordinates,curves';
  await page.goto(`${planted.address}${link}`);
  await expect(page.getByTestId('toy-figure')).toContainText('Two stages');
  await finished(page);
  await expect(page.getByTestId('toy-whereabouts')).toHaveText('stage second, step 40');
  await expect(page.getByTestId('chart-timeline')).toContainText('stage second');
  expect(await page.evaluate(() => [window.__lab.step, window.__lab.errors])).toEqual([100, []]);
  // The second stage has pulled the vector from 1 to -1.
  const {distance} = await metricsAt(page, 50);
  expect(distance).toBeLessThan(0.5);
  await expect(page.getByTestId('panel-coordinates')).toContainText('At step 100');
  const mean = await page.getByTestId('coordinates-mean').textContent();
  expect(Number(mean!.replace('−', '-'))).toBeCloseTo(-1, 0);
  const {rows} = await tableOf(page, 'The vector');
  expect(rows).toHaveLength(8);
  for (const [, value] of rows) expect(Math.abs(Number(value) + 1)).toBeLessThan(0.5);

  const lines = await linesOf(planted, link);
  expect(lines.map(({stage, tick}) => `${stage} ${tick}`)).toEqual([
    ...[0, 10, 20, 30, 40, 50, 60].map((tick) => `first ${tick}`),
    ...[0, 10, 20, 30, 40].map((tick) => `second ${tick}`),
  ]);
  // The end of one stage and the beginning of the next lie at one place, which shows what was measured last.
  const places = new Map<number, Line['metrics']>();
  for (const {stage, tick, metrics} of lines) {
    const at = stage === 'first' ? tick : 60 + tick;
    places.set(at, {...places.get(at), ...metrics});
  }
  for (const [at, metrics] of places) expect(await metricsAt(page, at)).toEqual(metrics);
});

/** Fans of the planted preset, which learns a planted world by a planted objective. */
for (const [what, path, values, tag] of [
  ['a setting that acts at the next step', 'objective.weight', [0.5, 1, 2], {}],
  ['the width', 'model.width', [16, 24, 32], long],
] as const) {
  test(`a fan of 3 × 2 members over ${what} shows six curves, each of the run alone`, tag, async ({page, planted}) => {
    const {loadPreset} = await planted.load<Presets>('src/presets/index.ts');
    const {addressOf} = await planted.load<Addresses>('src/app/addressOf.ts');
    const {language} = await planted.load<Language>('src/programs/index.spec.ts');
    const {memberSpec} = await planted.load<Specs>('src/spec/index.ts');
    const preset = (await loadPreset('ring'))!;
    const spec: Spec = {...preset.spec, fan: {axes: [{stage: 'main', path, values: [...values]}], seeds: [1, 2]}};
    expect(language.check(spec).ok).toBe(true);

    await page.goto(`${planted.address}#${addressOf(preset, spec, ['curves'])}`);
    await finished(page);
    const {columns, rows} = await tableOf(page, 'Loss');
    expect(columns).toEqual(['step', 'Loss', 'run 2', 'run 3', 'run 4', 'run 5', 'run 6']);
    expect(rows).toHaveLength(30);
    expect(new Set(rows.at(-1)).size).toBe(7);
    for (const cell of rows.flat()) expect(cell).toMatch(/^\d/);

    const together = (await linesOf(planted, planted.write('fan.json', JSON.stringify(spec)))).at(-1)!;
    for (const member of [0, 1, 2, 3, 4, 5]) {
      await page.getByTestId('member').selectOption(String(member));
      const shown = await metricsAt(page, 30);
      expect(shown.loss.toPrecision(6)).toBe(Number(rows.at(-1)![member + 1]).toPrecision(6));
      const told = Object.entries(together.metrics).map(([name, all]) => [name, (all as number[])[member]]);
      expect(shown).toEqual(Object.fromEntries(told));
    }
    for (const member of [1, 4]) {
      const alone = planted.write('member.json', JSON.stringify(memberSpec(spec, member)));
      await page.getByTestId('member').selectOption(String(member));
      expect(await metricsAt(page, 30)).toEqual((await linesOf(planted, alone)).at(-1)!.metrics);
    }
  });
}
