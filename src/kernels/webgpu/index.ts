/** The WGSL forms of all kernels. */
import * as dense from './dense.ts';
import * as gatherRows from './gatherRows.ts';
import * as noisyRows from './noisyRows.ts';
import * as pairRows from './pairRows.ts';
import * as pairwise from './pairwise.ts';
import * as pictures from './pictures.ts';
import * as random from './random.ts';
import * as vectors from './vectors.ts';

/** Registers them with the webgpu backend. */
export function install(): void {
  for (const part of [dense, gatherRows, noisyRows, pairRows, pairwise, pictures, random, vectors]) part.install();
}
