/**
 * The inputs of an encoder. A row of inputs is
 * - `vectors`: `size` numbers
 * - `pictures`: side x side x channels numbers, row by row, where 0 is the mean colour or blank paper
 * - `tokens`: `length` words, int32 numbers below `vocabulary`, then padding (-1)
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
