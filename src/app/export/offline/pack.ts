/** Several files as one gzipped blob: a list of them with its length before it, then their bytes. `loader.js` unpacks it. */
export interface Packed {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export function pack(files: readonly Packed[]): Promise<Blob> {
  const list = files.map(({name, type, bytes}) => ({name, type, size: bytes.length}));
  const words = new TextEncoder().encode(JSON.stringify(list));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, words.length, true);
  const whole = new Blob([length, words, ...files.map(({bytes}) => bytes)]);
  return new Response(whole.stream().pipeThrough(new CompressionStream('gzip'))).blob();
}
