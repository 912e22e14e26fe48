/** The table behind a sweep: a row for each run, with everything that it has measured. Pure. */
import {formatSteps, plain} from '../chart/format.ts';
import type {Table} from '../frame/save.ts';
import {type SweepFrame, type SweepMetric, spotsIn, valuesAt} from './data.ts';

export function tableOf(frame: SweepFrame, metrics: readonly SweepMetric[]): Table {
  const {axes, seeds, tick, steps} = frame;
  const shown = metrics.filter(({name}) => frame.names.includes(name));
  return {
    caption: `${spotsIn(frame) * seeds.length} runs at step ${formatSteps(tick)} of ${formatSteps(steps)}.`,
    columns: [...axes.map(({label}) => label), 'Seed', ...shown.map(({label}) => label)],
    rows: Array.from({length: spotsIn(frame)}, (_, spot) =>
      seeds.map((seed, k) => [
        ...valuesAt(frame, spot),
        seed,
        ...shown.map(({name}) => {
          const value = frame.value(name, spot * seeds.length + k);
          return value === undefined ? '–' : plain(value);
        }),
      ]),
    ).flat(),
  };
}
