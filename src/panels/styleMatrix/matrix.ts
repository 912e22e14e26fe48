/** The style matrix of a run: how often the reward prefers the right answer, by its style and by that of the wrong one. */
import {STYLE_MATRIX, stylesEasy, stylesHard, stylesNormal} from '../../metrics/suites/index.spec.ts';
import type {Feed, MetricLog, View} from '../data.ts';

export interface StyleMatrix {
  tick: number;
  /** The style of the right answer by row, that of the wrong one by column. */
  shares: readonly (readonly number[])[];
  easy: number;
  normal: number;
  hard: number;
}

/** The newest one measured, or that of the step that is looked back to; undefined where none was measured. */
export function styleMatrixAt(log: Pick<MetricLog, 'series'>, at: number | undefined): StyleMatrix | undefined {
  const [[first]] = STYLE_MATRIX;
  const {ticks} = log.series(first.name);
  const index = at === undefined ? ticks.length - 1 : ticks.findLastIndex((tick) => tick <= at);
  if (index < 0) return undefined;
  // What is measured together has the same steps.
  const value = ({name}: {name: string}) => log.series(name).values[index];
  return {
    tick: ticks[index],
    shares: STYLE_MATRIX.map((row) => row.map(value)),
    easy: value(stylesEasy),
    normal: value(stylesNormal),
    hard: value(stylesHard),
  };
}

/** The same value as long as nothing new was measured, and nothing else is looked back to. */
export function styleMatrixFeed(
  log: Feed<MetricLog & {version: number}>,
  view: Feed<View>,
): Feed<StyleMatrix | undefined> {
  let known: {version: number; at: number | undefined; matrix: StyleMatrix | undefined} | undefined;
  return {
    get() {
      const [newest, {at}] = [log.get(), view.get()];
      if (known?.version === newest.version && known.at === at) return known.matrix;
      const matrix = styleMatrixAt(newest, at);
      const isSame =
        matrix?.tick === known?.matrix?.tick && matrix?.shares.flat().join() === known?.matrix?.shares.flat().join();
      known = {version: newest.version, at, matrix: isSame ? known?.matrix : matrix};
      return known.matrix;
    },
    subscribe(listener) {
      const ends = [log.subscribe(listener), view.subscribe(listener)];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

/** Which answer has the richer style. */
export const kindOf = (right: number, wrong: number): 'easy' | 'normal' | 'hard' =>
  right > wrong ? 'easy' : right === wrong ? 'normal' : 'hard';
