/** The WGSL forms of all kernels. */
import * as attention from './attention.ts';
import * as deleteWords from './deleteWords.ts';
import * as dense from './dense.ts';
import * as dropout from './dropout.ts';
import * as emaUpdate from './emaUpdate.ts';
import * as embedding from './embedding.ts';
import * as gatherRows from './gatherRows.ts';
import * as keptPairs from './keptPairs.ts';
import * as layerNorm from './layerNorm.ts';
import * as maskWords from './maskWords.ts';
import * as noisyRows from './noisyRows.ts';
import * as pairRows from './pairRows.ts';
import * as pairwise from './pairwise.ts';
import * as patches from './patches.ts';
import * as pictures from './pictures.ts';
import * as random from './random.ts';
import * as texts from './texts.ts';
import * as vectors from './vectors.ts';

const PARTS = [
  ...[dense, keptPairs, pairwise, vectors],
  ...[attention, embedding, layerNorm, texts],
  ...[deleteWords, dropout, emaUpdate, gatherRows, maskWords, noisyRows, pairRows, patches, pictures, random],
];

/** Registers them with the webgpu backend. */
export function install(): void {
  for (const part of PARTS) part.install();
}
