/** Reads .npy and .npz by NumPy's description of the format, independently of what the page writes. */
import {unzipSync} from 'fflate';

export interface Read {
  descr: string;
  shape: number[];
  data: Float32Array | Int32Array | boolean[] | string[];
}

export function readNpy(file: Uint8Array): Read {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint8(0) !== 0x93 || new TextDecoder().decode(file.subarray(1, 6)) !== 'NUMPY') throw new Error('magic');
  if (view.getUint8(6) !== 1 || view.getUint8(7) !== 0) throw new Error('version');
  const length = view.getUint16(8, true);
  if ((10 + length) % 64 !== 0) throw new Error('The numbers do not begin at a multiple of 64.');
  const header = new TextDecoder('ascii').decode(file.subarray(10, 10 + length));
  if (!header.endsWith('\n')) throw new Error('The header does not end with a line break.');
  const [, descr, order, sizes] =
    /^\{'descr': '([^']+)', 'fortran_order': (False|True), 'shape': \(([^)]*)\), \} *\n$/.exec(header) ?? [];
  if (order !== 'False') throw new Error(header);
  const shape = sizes
    .split(',')
    .filter((text) => text.trim() !== '')
    .map(Number);
  const count = shape.reduce((a, b) => a * b, 1);
  const begin = 10 + length;
  const at = (i: number, size: number) => begin + i * size;
  const each = <T>(size: number, read: (at: number) => T): T[] => {
    if (file.length !== begin + count * size) throw new Error(`${file.length - begin} bytes for ${count} values`);
    return Array.from({length: count}, (_, i) => read(at(i, size)));
  };
  if (descr === '<f4') return {descr, shape, data: Float32Array.from(each(4, (k) => view.getFloat32(k, true)))};
  if (descr === '<i4') return {descr, shape, data: Int32Array.from(each(4, (k) => view.getInt32(k, true)))};
  if (descr === '|b1') return {descr, shape, data: each(1, (k) => view.getUint8(k) === 1)};
  const width = Number(/^<U(\d+)$/.exec(descr)?.[1]);
  const text = (from: number) =>
    String.fromCodePoint(
      ...Array.from({length: width}, (_, j) => view.getUint32(from + 4 * j, true)).filter((code) => code !== 0),
    );
  return {descr, shape, data: each(4 * width, text)};
}

export const readNpz = (file: Uint8Array): Record<string, Read> =>
  Object.fromEntries(
    Object.entries(unzipSync(file)).map(([name, bytes]) => [name.replace(/\.npy$/, ''), readNpy(bytes)]),
  );
