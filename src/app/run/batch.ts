import type {BatchFrame} from '../../panels/data.ts';

/** The frame of a batch from its views' rows of [point row, label, point, push]. */
export function batchFrame(tick: number, views: number, columns: number, data: Float32Array): BatchFrame {
  const dimension = (columns - 2) / 2;
  const part = (from: number) => {
    const out = new Float32Array(views * dimension);
    for (let i = 0; i < views; i++) {
      out.set(data.subarray(i * columns + from, i * columns + from + dimension), i * dimension);
    }
    return out;
  };
  const column = (at: number) => Int32Array.from({length: views}, (_, i) => data[i * columns + at]);
  const [rows, labels] = [column(0), column(1)];
  return {tick, pairs: views / 2, dimension, rows, labels, points: part(2), pushes: part(2 + dimension)};
}
