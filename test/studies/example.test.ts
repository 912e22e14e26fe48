import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {specWith} from '../../src/studies/kit/settings.ts';
import example from './example.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

it('the example of CONTRIBUTING.md compiles, but for where it lies', () => {
  const [, told] = read('../../CONTRIBUTING.md').match(/```ts\n(.*?)```/s)!;
  const moved = told.replaceAll("'../../metrics", "'../../src/metrics").replaceAll("'../kit", "'../../src/studies/kit");
  const [, ...lines] = read('./example.ts').split('\n');
  expect(lines.join('\n')).toBe(moved);
  for (const {stages} of example.arms) expect(specWith(stages, 101).stages).toHaveLength(1);
});
