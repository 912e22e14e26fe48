/** Arrays of hundreds of thousands of numbers with the same bytes are equal: number by number that takes seconds. */
import {expect} from 'vitest';

expect.addEqualityTesters([
  (a: unknown, b: unknown) => {
    if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b) || a.constructor !== b.constructor) return undefined;
    const [x, y] = [a, b].map(({buffer, byteOffset, byteLength}) => new Uint8Array(buffer, byteOffset, byteLength));
    // Others are compared as usual: a failure then says where they differ.
    return Buffer.compare(x, y) === 0 ? true : undefined;
  },
]);
