/** What models are told of a response's attributes: counts with reading errors, and one attribute perhaps not at all. */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {ATTRIBUTES, type AttributeName} from './attributes.ts';

export interface Readers {
  /** Chance that a thing is not counted right: half of it for missing it, half for counting it twice. */
  readingError: number;
  unseenAttribute: 'none' | AttributeName;
}

export const readExactly = ({readingError, unseenAttribute}: Readers): boolean =>
  readingError === 0 && unseenAttribute === 'none';

/**
 * The attributes of response `item` of a drawing (in units, as models see them) after reading. Each single thing that is
 * counted has its own chance, which stays the same when others are left out.
 */
export function readingOf(features: readonly number[], readers: Readers, drawing: number, item: number): number[] {
  return ATTRIBUTES.map(({name, unit}, k) => {
    if (name === readers.unseenAttribute) return 0;
    const count = Math.round(features[k] * unit);
    if (readers.readingError === 0 || count === 0) return features[k];
    const draws = uniforms(deriveKey(drawing, 'world/reading', item, k), count);
    return draws.reduce((sum, u) => sum + timesCounted(u, readers.readingError), 0) / unit;
  });
}

const timesCounted = (u: number, error: number): number => (u < error / 2 ? 0 : u >= 1 - error / 2 ? 2 : 1);
