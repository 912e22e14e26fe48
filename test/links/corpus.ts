/**
 * Links that were published, with what each run computes: a link opens the same run for ever. `corpus.json` is only ever
 * added to. `RECORD_LINKS=1 npx vitest run test/links` adds the links of `published.ts` that it does not have yet.
 */
import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {openAddress} from '../../src/app/links.ts';
import {Run} from '../../src/engine/run.ts';
import {readAddress} from '../../src/presets/address.ts';
import {slotsIn} from '../reference/checks/runs.ts';
import {programs} from '../support/programs.ts';
import {dataFolder} from '../support/worlds.ts';

export interface Published {
  address: string;
  /** SHA-256 of the metrics of every tick and of all slots after the last, on wasm. */
  bits: string;
  /** The loss of the last tick, for a reader who looks for what has changed. */
  loss: number;
  /** The panels that the link names. Without a name it shows those of its preset, which may be others some day. */
  panels?: readonly string[];
}

export const TICKS = 20;
const FILE = new URL('./corpus.json', import.meta.url);

export const readCorpus = (): Published[] => JSON.parse(readFileSync(FILE, 'utf8'));
export const writeCorpus = (corpus: readonly Published[]): void =>
  writeFileSync(FILE, `[\n${corpus.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`);

/** Opens a link as the page does and runs its first ticks. */
export async function follow(address: string): Promise<Published> {
  const {spec, panels, problem} = await openAddress(address);
  if (problem) throw new Error(`${address}: ${problem}`);
  const run = await Run.open({spec, programs, resources: dataFolder});
  const hash = createHash('sha256');
  let loss = Number.NaN;
  for (let t = 0; t < TICKS; t++) {
    run.advance();
    for (const {stage, tick, values} of (await run.collect()).metrics) {
      hash.update(JSON.stringify([stage, tick, Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))]));
      loss = values.loss?.[0] ?? loss;
    }
  }
  const slots = slotsIn(await run.checkpoint());
  run.dispose();
  for (const [name, values] of [...slots].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(name).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  const namesPanels = readAddress(address)?.panels !== undefined;
  return {address, bits: hash.digest('hex').slice(0, 32), loss, ...(namesPanels && {panels})};
}
