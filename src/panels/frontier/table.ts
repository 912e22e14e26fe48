import {plain} from '../chart/format.ts';
import type {Table} from '../frame/save.ts';
import {type Frontier, type Gain, measuredOf} from './gains.ts';
import type {RunPath} from './path.ts';

const COLUMNS = ['policy', 'β, n or step', 'KL, nats', 'reward', 'gold', 'gain of reward, σ', 'gain of gold, σ'];

export function tableOf(frontier: Frontier | undefined, path: RunPath): Table {
  if (!frontier) return {caption: 'Nothing has been measured yet.', columns: COLUMNS, rows: []};
  const {reference, optimum, bestOf} = frontier;
  const rowOf = (policy: string, at: number, {divergence, proxy, gold}: Gain) => [
    policy,
    ...[at, divergence, measuredOf(proxy, reference.proxy), measuredOf(gold, reference.gold), proxy, gold].map(plain),
  ];
  return {
    caption: `Exact means over all answers. Gains over the reference, in standard deviations of its answers: ${plain(reference.proxy.deviation)} for the reward, ${plain(reference.gold.deviation)} for gold.`,
    columns: COLUMNS,
    rows: [
      ...optimum.slice(1).map((one) => rowOf('optimum', one.at, one)),
      ...bestOf.map((one) => rowOf('best of n', one.at, one)),
      ...path.ticks.map((tick, i) =>
        rowOf('run', tick, {divergence: path.divergence[i], proxy: path.proxy[i], gold: path.gold[i]}),
      ),
    ],
  };
}
