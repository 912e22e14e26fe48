/** Contrast losses on wasm: one call for the rows, and one for the columns where these are anchors too. */
import {sizeOf} from '../../engine/kernel.ts';
import {anchorsOf, type Form, type PairwiseInput, pairwiseBackward, pairwiseForward} from '../pairwise.ts';
import {type Binary, type Call, registerCalls} from './binary.ts';

/** Terms and label rules, numbered as in assembly/pairs.ts. */
const TERMS = ['affine', 'linear', 'squared', 'hinge'];
const LABELS = ['all', 'different', 'equal'];

/** Bytes that a description of a call takes (`Pairs` in assembly/pairs.ts), with a margin. */
const DESCRIPTION = 64;

/** A set of points: the addresses of the points, of their labels and of their gradient. */
interface Side {
  count: number;
  values: number;
  labels: number;
  /** Bytes from the start of their tensor's gradient. */
  offset: number;
}

type PairwiseCall = Pick<Call<PairwiseInput, Form>, 'at' | 'shapes' | 'attributes' | 'scratch'>;

function sidesOf({at, shapes, attributes: form}: PairwiseCall, r: number): {rows: Side; columns: Side} {
  const d = shapes.points[2];
  const side = (
    values: 'points' | 'columns',
    labels: 'labels' | 'columnLabels',
    [from, count]: readonly [number, number],
  ): Side => {
    const size = shapes[values][1];
    const member = (name: PairwiseInput) => (shapes[name][0] === 1 ? 0 : r);
    return {
      count,
      values: at(values) + (member(values) * size + from) * d * 4,
      labels: at(labels) && at(labels) + (member(labels) * size + from) * 4,
      offset: (r * size + from) * d * 4,
    };
  };
  const rows = side('points', 'labels', form.rows);
  const columns = form.separate
    ? side('columns', 'columnLabels', form.columns)
    : side('points', 'labels', form.columns);
  return {rows, columns};
}

/** Writes the description of a call in which the anchors are `u` and their partners `v`. */
function introduce(memory: WebAssembly.Memory, call: PairwiseCall, r: number, u: Side, v: Side, shift: number): number {
  const {at, shapes, attributes: form, scratch} = call;
  new Int32Array(memory.buffer, scratch, DESCRIPTION / 4).set([
    TERMS.indexOf(form.term),
    at('parameters') + r * shapes.parameters[1] * 4,
    ...[u.values, v.values, u.count, v.count, shapes.points[2]],
    shift,
    ...[Number(form.contrast), Number(form.counted), Number(form.same)],
    ...[LABELS.indexOf(form.labels), u.labels, v.labels],
    scratch + DESCRIPTION,
  ]);
  return scratch;
}

/** The shift from columns to rows: row (j + shift) mod rows is the positive of column j. */
function shiftOfColumns({positive, rows}: Form): number {
  return positive < 0 ? -1 : (rows[1] - (positive % rows[1])) % rows[1];
}

export function registerPairwise(binary: Binary, memory: WebAssembly.Memory): void {
  const widest = ({rows, columns}: Form) => Math.max(rows[1], columns[1]);
  registerCalls(pairwiseForward, {
    scratch: ({points}, form) => DESCRIPTION + binary.pairwiseForwardScratch(widest(form), points[2]),
    run(call) {
      const {shapes, attributes: form, out} = call;
      for (let r = 0; r < shapes.points[0]; r++) {
        const {rows, columns} = sidesOf(call, r);
        const [value, saved] = out.map((address) => address + r * anchorsOf(form) * 4);
        binary.pairwiseForward(introduce(memory, call, r, rows, columns, form.positive), value, saved);
        if (!form.both) continue;
        const past = rows.count * 4;
        introduce(memory, call, r, columns, rows, shiftOfColumns(form));
        binary.pairwiseForward(call.scratch, value + past, saved + past);
      }
    },
  });
  registerCalls(pairwiseBackward, {
    scratch: ({points}, form) => DESCRIPTION + binary.pairwiseBackwardScratch(widest(form), points[2]),
    run(call) {
      const {at, shapes, attributes: form, out} = call;
      const [replicas, ...point] = shapes.points;
      new Float32Array(memory.buffer, out[0], replicas * sizeOf(point)).fill(0);
      if (form.separate) new Float32Array(memory.buffer, out[1], replicas * sizeOf(shapes.columns.slice(1))).fill(0);
      for (let r = 0; r < replicas; r++) {
        const {rows, columns} = sidesOf(call, r);
        const [du, dv] = [out[0] + rows.offset, (form.separate ? out[1] : out[0]) + columns.offset];
        const member = r * anchorsOf(form) * 4;
        const [saved, dy] = [at('saved') + member, at('dy') + member];
        // Columns that are anchors join the same call if their pairs are the pairs of the rows.
        const past = rows.count * 4;
        const together = form.both && rows.count === columns.count;
        const others = together ? [saved + past, dy + past] : [0, 0];
        introduce(memory, call, r, rows, columns, form.positive);
        binary.pairwiseBackward(call.scratch, saved, dy, ...others, du, dv);
        if (!form.both || together) continue;
        introduce(memory, call, r, columns, rows, shiftOfColumns(form));
        binary.pairwiseBackward(call.scratch, saved + past, dy + past, 0, 0, dv, du);
      }
    },
  });
}
