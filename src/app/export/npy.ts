/** Arrays as .npy, version 1.0 of NumPy's format: a short header in Python's syntax, then the numbers. */

export interface NpyArray {
  shape: readonly number[];
  data: Float32Array | Int32Array | Uint8Array | readonly string[];
}

/** Multiples of which the header's length must be. */
const ALIGNMENT = 64;
const MAGIC = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0];

/** Numbers as they lie in memory (little endian, last index fastest); bytes as true and false; texts in UTF-32. */
export function npyOf({shape, data}: NpyArray): Uint8Array<ArrayBuffer> {
  const {type, bytes} = contentOf(data);
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const words = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const before = MAGIC.length + 2;
  const length = Math.ceil((before + words.length + 1) / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(length + bytes.length);
  file.set(MAGIC);
  new DataView(file.buffer).setUint16(MAGIC.length, length - before, true);
  file.set(new TextEncoder().encode(`${words.padEnd(length - before - 1)}\n`), before);
  file.set(bytes, length);
  return file;
}

function contentOf(data: NpyArray['data']): {type: string; bytes: Uint8Array} {
  if (data instanceof Uint8Array) return {type: '|b1', bytes: data};
  if (data instanceof Float32Array) return {type: '<f4', bytes: bytesOf(data)};
  if (data instanceof Int32Array) return {type: '<i4', bytes: bytesOf(data)};
  return textsOf(data);
}

const bytesOf = ({buffer, byteOffset, byteLength}: Float32Array | Int32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Texts of one width, filled up with zeros. */
function textsOf(texts: readonly string[]): {type: string; bytes: Uint8Array} {
  const points = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const width = Math.max(1, ...points.map(({length}) => length));
  const all = new Uint32Array(texts.length * width);
  points.forEach((codes, i) => {
    all.set(codes, i * width);
  });
  return {type: `<U${width}`, bytes: new Uint8Array(all.buffer)};
}
