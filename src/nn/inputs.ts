/**
 * What an encoder reads. A row of inputs is
 * - `vectors`: `size` numbers
 * - `pictures`: side x side x channels numbers, row by row, so that 0 is the mean or blank paper
 * - `tokens`: `length` words, int32 numbers below `vocabulary`; -1 is padding, and stands last
 */
export type InputShape =
  | {kind: 'vectors'; size: number}
  | {kind: 'pictures'; side: number; channels: number}
  | {kind: 'tokens'; vocabulary: number; length: number};

/** Numbers in one row of inputs. */
export function sizeOfInput(shape: InputShape): number {
  if (shape.kind === 'vectors') return shape.size;
  return shape.kind === 'pictures' ? shape.side * shape.side * shape.channels : shape.length;
}
