/** Pixels of PNG files, bit for bit the same in every browser and colour profile. */

export interface Pixels {
  width: number;
  /** Numbers for each pixel. */
  channels: number;
  /** Row by row: row y begins at `first + y * stride`. */
  data: Uint8Array;
  first: number;
  stride: number;
}

const CHANNELS: Readonly<Record<number, number>> = {0: 1, 2: 3, 4: 2, 6: 4};
/** Offsets of a PNG's first chunk, and of what its header says: https://www.w3.org/TR/png/#11IHDR. */
const CHUNKS = 8;
const HEADER = 16;

/**
 * The pixels of a PNG with 8 bits a channel. The lab's own atlases are stored with unfiltered rows: they only need to be
 * inflated, which browsers do faster than JavaScript. Any other PNG is read by a library. Throws on anything else.
 */
export async function pixelsOf(png: Uint8Array): Promise<Pixels> {
  const plain = typeof DecompressionStream === 'undefined' ? undefined : await plainRows(png);
  if (plain) return plain;
  const {data, width, channels, depth} = (await import('fast-png')).decode(png);
  if (depth !== 8) throw new Error(`The PNG has ${depth} bits a channel; only 8 can be read.`);
  return {width, channels, data: data as Uint8Array, first: 0, stride: width * channels};
}

/** Undefined where rows are filtered or interlaced. */
async function plainRows(png: Uint8Array): Promise<Pixels | undefined> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [view.getUint32(HEADER), view.getUint32(HEADER + 4)];
  const [depth, colour, , , interlaced] = png.subarray(HEADER + 8);
  const channels = CHANNELS[colour];
  if (depth !== 8 || !channels || interlaced) return undefined;
  const stride = 1 + width * channels;
  const data = await inflated(chunksOf(png, view, 'IDAT'), height * stride);
  // Each row begins with its filter type.
  for (let y = 0; y < height; y++) if (data[y * stride] !== 0) return undefined;
  return {width, channels, data, first: 1, stride};
}

function chunksOf(png: Uint8Array, view: DataView, wanted: string): Uint8Array<ArrayBuffer>[] {
  const found: Uint8Array<ArrayBuffer>[] = [];
  for (let at = CHUNKS; at < png.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (name === wanted) found.push(png.slice(at + 8, at + 8 + view.getUint32(at)));
  }
  return found;
}

/**
 * Not by way of a Blob, which goes through another process and takes half as long again. Throws on what has another length.
 */
async function inflated(parts: Uint8Array<ArrayBuffer>[], length: number): Promise<Uint8Array> {
  const stored = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  const all = new Uint8Array(length);
  const reader = stored.pipeThrough(new DecompressionStream('deflate')).getReader();
  let at = 0;
  for (let {value} = await reader.read(); value; {value} = await reader.read()) {
    all.set(value, at);
    at += value.length;
  }
  if (at !== length) throw new Error('The PNG ends before its last row.');
  return all;
}
