/** Tensors as .safetensors: eight bytes with the length of a header in JSON, the header, then the numbers. */
import type {Values} from '../../engine/records.ts';

export interface NamedTensor {
  name: string;
  shape: readonly number[];
  data: Values;
}

/** Numbers begin at a multiple of this. */
const ALIGNMENT = 8;

/** Little endian, the last index fastest, one tensor after another. */
export function safetensorsOf(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  let at = 0;
  const header: Record<string, unknown> = {__metadata__: metadata};
  for (const {name, shape, data} of tensors) {
    const dtype = data instanceof Int32Array ? 'I32' : 'F32';
    header[name] = {dtype, shape, data_offsets: [at, at + data.byteLength]};
    at += data.byteLength;
  }
  const words = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(words.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(8 + length + at).fill(0x20, 8, 8 + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(words, 8);
  let place = 8 + length;
  for (const {data} of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), place);
    place += data.byteLength;
  }
  return file;
}
