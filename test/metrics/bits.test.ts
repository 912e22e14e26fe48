import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** What is drawn and what is read off in double precision: the page and the command line are to give the same bits. */
const FILES = [
  join(src, 'engine/keys.ts'),
  ...readdirSync(join(src, 'metrics'), {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('compute.ts') || /^exact[/\\].+\.ts$/.test(name))
    .map((name) => join(src, 'metrics', name)),
];

// In the last bit these differ between JavaScript engines: between Node 20 and Chromium 156 for 1 to 10 % of arguments.
const DIFFERS = /Math\.(exp|log|log2|log10|log1p|expm1|pow|sin|cos|tan|tanh|atan2?|acos|asin|cbrt)\(/;

test('metrics and random numbers use no function whose last bit depends on the browser', () => {
  expect(FILES.length).toBeGreaterThan(15);
  for (const file of FILES) {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(code.match(DIFFERS)?.[0], file).toBeUndefined();
  }
});
