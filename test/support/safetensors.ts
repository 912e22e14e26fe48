/** Reads .safetensors by its description, independently of what the page writes. */
import * as v from 'valibot';

const entry = v.strictObject({
  dtype: v.picklist(['F32', 'I32']),
  shape: v.array(v.number()),
  data_offsets: v.tuple([v.number(), v.number()]),
});

export interface ReadTensor {
  shape: number[];
  data: Float32Array | Int32Array;
}

export function readSafetensors(file: Uint8Array): {
  tensors: Record<string, ReadTensor>;
  metadata: Record<string, string>;
} {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const text = new TextDecoder('utf-8', {fatal: true}).decode(file.subarray(8, 8 + length));
  if (!text.startsWith('{')) throw new Error('The header must begin with a brace.');
  const {__metadata__: metadata, ...entries} = JSON.parse(text);
  const tensors: Record<string, ReadTensor> = {};
  let next = 0;
  for (const [name, json] of Object.entries(entries)) {
    const {dtype, shape, data_offsets} = v.parse(entry, json);
    const [from, to] = data_offsets;
    if (from !== next) throw new Error(`${name} leaves a hole before it.`);
    next = to;
    const count = shape.reduce((a, b) => a * b, 1);
    if (to - from !== 4 * count) throw new Error(`${name} has ${to - from} bytes for ${count} numbers.`);
    const numbers = Array.from({length: count}, (_, i) => {
      const at = 8 + length + from + 4 * i;
      return dtype === 'F32' ? view.getFloat32(at, true) : view.getInt32(at, true);
    });
    tensors[name] = {shape, data: dtype === 'F32' ? Float32Array.from(numbers) : Int32Array.from(numbers)};
  }
  if (8 + length + next !== file.length) throw new Error('The file has bytes that belong to no tensor.');
  return {tensors, metadata: v.parse(v.record(v.string(), v.string()), metadata)};
}
