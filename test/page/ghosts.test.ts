import {expect, it, vi} from 'vitest';
import {type GhostRun, ghostsOf} from '../../src/labs/kit/ghosts.ts';

const run = (id: string): GhostRun => ({
  ...{id, label: id},
  log: {names: () => [], series: () => ({ticks: [], values: []}), others: () => []},
});
const experiment = () => ({store: {}}) as Parameters<typeof ghostsOf>[0];

it('Ghosts of all sources are drawn together, and each source changes its own alone', () => {
  const ghosts = ghostsOf(experiment());
  const told = vi.fn();
  ghosts.subscribe(told);
  ghosts.put('pins', [run('a'), run('b')]);
  ghosts.put('claim', [run('c')]);
  ghosts.put('pins', [run('b')]);
  expect(ghosts.get().map(({id}) => id)).toEqual(['b', 'c']);
  ghosts.put('pins', []);
  expect(ghosts.get().map(({id}) => id)).toEqual(['c']);
  expect(told).toHaveBeenCalledTimes(4);
});

it('Ghosts of one experiment are not drawn behind another', () => {
  const [one, other] = [experiment(), experiment()];
  ghostsOf(one).put('pins', [run('a')]);
  expect(ghostsOf(one).get()).toHaveLength(1);
  expect(ghostsOf(other).get()).toEqual([]);
});
