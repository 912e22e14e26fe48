import {halvesOf} from '../../objectives/contrastive/halves.spec.ts';
import {linearProbe} from '../linearProbe/compute.ts';
import type {LabelledRows} from '../shared/labelledRows.ts';
import {type Rows, unitRows} from '../shared/rows.ts';

interface Split {
  commonInCommon: number;
  commonInSalient: number;
  salientInSalient: number;
  salientInCommon: number;
}

/**
 * What the two halves of a head say about two labels: linear probes of each label from each half. The first half is put on the sphere,
 * the second is left as it is. `salient` is the second label, whose last class is the background: what asks for the second label,
 * or sees the second half, knows targets alone, because the background has no salient class. Louiset, Duchesnay, Grigis and Gori,
 * "Separating common from salient patterns with contrastive representation learning" (2024), measure their method so.
 */
export function ofSplit(
  {data, dimension, train: seen, classOf, classes}: LabelledRows,
  salient: Pick<LabelledRows, 'classOf' | 'classes'>,
): Split {
  const [first, second] = halvesOf(dimension);
  const all = Array.from({length: data.length / dimension}, (_, i) => i);
  const targets = all.filter((i) => salient.classOf[i] < salient.classes - 1);
  const part = (rows: readonly number[], from: number, size: number) => ({
    data: Float64Array.from({length: rows.length * size}, (_, at) => {
      return data[rows[Math.floor(at / size)] * dimension + from + (at % size)];
    }),
    dimension: size,
  });
  const probe = (rows: readonly number[], vectors: Rows, of: Pick<LabelledRows, 'classOf' | 'classes'>) => {
    const train = rows.filter((i) => i < seen).length;
    return linearProbe({...vectors, train, classOf: rows.map((i) => of.classOf[i]), classes: of.classes});
  };
  const common = (rows: readonly number[]) => unitRows(part(rows, 0, first));
  const ofClass = {classOf, classes};
  return {
    commonInCommon: probe(all, common(all), ofClass),
    commonInSalient: probe(targets, part(targets, first, second), ofClass),
    salientInSalient: probe(targets, part(targets, first, second), salient),
    salientInCommon: probe(targets, common(targets), salient),
  };
}
