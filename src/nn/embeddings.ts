/** Tables of word vectors, stored in slots. */
import {normals} from '../engine/keys.ts';
import type {Slots} from '../engine/program.ts';

/** A slot of word vectors [V, D], which begin normal with mean 0 and the given standard deviation. */
export function embeddingSlots(name: string, vocabulary: number, width: number, group: string, deviation = 1): Slots {
  return {
    [name]: {
      shape: [vocabulary, width],
      dtype: 'float32',
      axis: 'replica',
      role: 'parameter',
      group,
      initial: (key) => normals(key, vocabulary * width).map((x) => x * deviation),
    },
  };
}
