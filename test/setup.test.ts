import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {isInstalled, nodeIsEnough} from '../scripts/setup.mjs';

const packages = (entries: Record<string, {version: string; optional?: boolean}>) => ({packages: entries});
const lock = packages({'': {version: '1.0.0'}, a: {version: '1.0.0'}, b: {version: '2.0.0', optional: true}});

test.each([
  ['20.18.1', false],
  ['20.19.0', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
])('Node %s is enough: %s', (version, enough) => {
  expect(nodeIsEnough(version)).toBe(enough);
});

test.each([
  ['all of it', {a: {version: '1.0.0'}, b: {version: '2.0.0'}}, true],
  ['without what is optional', {a: {version: '1.0.0'}}, true],
  ['without something', {b: {version: '2.0.0'}}, false],
  ['of another version', {a: {version: '0.9.0'}}, false],
  ['and something that is no longer asked for', {a: {version: '1.0.0'}, c: {version: '1.0.0'}}, false],
])('Installed, %s', (_, installed, good) => {
  expect(isInstalled(lock, packages(installed))).toBe(good);
});

test('the packages of this checkout are installed', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));
  expect(isInstalled(read('package-lock.json'), read('node_modules/.package-lock.json'))).toBe(true);
});
