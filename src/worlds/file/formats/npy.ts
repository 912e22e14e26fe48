/**
 * NumPy's .npy files: a header that says type, order and shape, then the numbers.
 * Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays", versions 1.0 to 3.0.
 */
import type {OwnVectors} from '../../../engine/own.ts';
import {
  counted,
  limitColumns,
  limitNumbers,
  limitRows,
  quoted,
  Refusal,
  type RowProblems,
  shortened,
  wrongNumber,
} from './rows.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** The most bytes of a header. One of NumPy's has about 120. */
const MOST_OF_HEADER = 64 * 1024;
const KINDS = 'float16, float32, float64, or whole numbers of 8 to 64 bits (int8 ... uint64)';

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

export interface NpyHeader {
  /** `f4`, `i8`, `u1` ... */
  type: string;
  littleEndian: boolean;
  /** First index fastest. */
  fortran: boolean;
  shape: number[];
  /** Where the numbers begin. */
  start: number;
}

/** Reads a number at an offset. */
type Reader = (view: DataView, at: number, little: boolean) => number;

const high = 2 ** 32;
const READERS: Readonly<Record<string, Reader>> = {
  f2: (view, at, little) => halfPrecision(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) =>
    view.getInt32(at + (little ? 4 : 0), little) * high + view.getUint32(at + (little ? 0 : 4), little),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) =>
    view.getUint32(at + (little ? 4 : 0), little) * high + view.getUint32(at + (little ? 0 : 4), little),
};

export function readNpy(
  name: string,
  bytes: Uint8Array,
  problems: RowProblems,
  progress: (done: number) => void,
): OwnVectors {
  const {type, littleEndian, fortran, shape, start} = headerOf(name, bytes);
  const read = READERS[type];
  const [rows, columns] = shape;
  limitColumns(name, columns);
  limitRows(name, rows);
  limitNumbers(name, rows * columns);
  const size = Number(type[1]);
  const expected = rows * columns * size;
  const there = bytes.length - start;
  if (there !== expected) {
    const what = there < expected ? 'is cut off' : 'has something after its numbers';
    throw new Refusal(
      `${name} ${what}: its header promises ${rows} × ${columns} numbers of ${size} bytes, which are ${counted(expected, 'byte')}, and there are ${counted(there, 'byte')}.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, there);
  const values = new Float32Array(rows * columns);
  let kept = 0;
  for (let row = 0; row < rows; row++) {
    if (row % 4096 === 0) progress(row / rows);
    let wrong: string | undefined;
    for (let column = 0; column < columns && !wrong; column++) {
      const at = fortran ? column * rows + row : row * columns + column;
      const value = read(view, at * size, littleEndian);
      const why = wrongNumber(value);
      if (why) wrong = `Row ${row + 1}, column ${column + 1} ${why}.`;
      values[kept * columns + column] = value;
    }
    if (wrong) problems.add(row + 1, wrong);
    else kept++;
  }
  return {
    holds: 'vectors',
    rows: kept,
    columns,
    values: kept === rows ? values : values.slice(0, kept * columns),
    classes: [],
    classOf: new Int32Array(),
  };
}

export function headerOf(name: string, bytes: Uint8Array): NpyHeader {
  const damaged = (why: string) =>
    new Refusal(`${name} is not a sound .npy file: ${why}. Save it again with numpy.save.`);
  if (!isNpy(bytes)) throw damaged('it does not begin as one');
  const version = bytes[6];
  if (bytes.length < 12 || ![1, 2, 3].includes(version)) {
    throw damaged(bytes.length < 12 ? 'its header is cut off' : `it has version ${version}, and the lab reads 1 to 3`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [from, length] = version === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const start = from + length;
  if (start > bytes.length) throw damaged('its header is cut off');
  if (length > MOST_OF_HEADER) throw damaged(`its header has ${counted(length, 'byte')}`);
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(from, start));
  const [, descr] = /'descr'\s*:\s*'([^']*)'/.exec(text) ?? [];
  const [, order] = /'fortran_order'\s*:\s*(True|False)/.exec(text) ?? [];
  const [, dimensions] = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(text) ?? [];
  if (descr === undefined && /'descr'\s*:\s*\[/.test(text)) {
    throw new Refusal(`${name} holds records of several fields; it must hold one plain table of ${KINDS}.`);
  }
  if (descr === undefined || order === undefined || dimensions === undefined) {
    throw damaged('its header does not say type, order and shape');
  }
  const [, endian, type] = /^([<>|=]?)([a-z]\d+)$/i.exec(descr) ?? [];
  if (!type || !Object.hasOwn(READERS, type)) {
    throw new Refusal(`${name} holds numbers of the type ${quoted(descr)}; they must be ${KINDS}.`);
  }
  const shape = dimensions
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(Number);
  if (shape.length !== 2 || shape[1] === 0) {
    throw new Refusal(
      `${name} has the shape (${shortened(shape.join(', '))}); it must have two dimensions: rows × columns.`,
    );
  }
  return {type, littleEndian: endian !== '>', fortran: order === 'True', shape, start};
}

/** The value of 16 bits as IEEE 754 half precision. */
function halfPrecision(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
