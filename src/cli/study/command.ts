/** `lab study <slug>`: trains and measures a study, and keeps what its registered seeds give. */
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import type {BackendName} from '../../engine/backends/names.ts';
import {REGISTERED_SEEDS, type Study} from '../../studies/kit/study.ts';
import {Refusal} from '../errors.ts';
import type {Place} from '../main.ts';
import {backendOf, parseWords, refuseRest, wholeNumber} from '../options.ts';
import {findStudy} from './find.ts';
import {type Measured, measure} from './measure.ts';
import {studyJson, studyTable} from './report.ts';
import {resultsPath, writeResults} from './results.ts';
import {readSeeds} from './seeds.ts';
import {specHash} from './specHash.ts';

const CACHE = 'node_modules/.cache/contrastive-lab/studies';

export async function runStudy(words: readonly string[], place: Place): Promise<number> {
  const {values, positionals} = parseWords(words, {
    seeds: {type: 'string'},
    backend: {type: 'string'},
    cores: {type: 'string'},
    json: {type: 'boolean'},
  });
  const [slug, ...rest] = positionals;
  if (slug === undefined) throw new Refusal('Say which study: lab -- studies lists them.');
  refuseRest(rest, 'study');
  const study = await findStudy(slug);
  const seeds = values.seeds === undefined ? REGISTERED_SEEDS : readSeeds(values.seeds);
  const backend = backendOf(values.backend ?? 'wasm');
  const cores = values.cores === undefined ? availableParallelism() : wholeNumber('--cores', values.cores);
  refuseDraft(slug, study, seeds);
  const measured = await untilInterrupted((signal) =>
    measure({
      ...{study, seeds, backend, signal},
      // One GPU has work for one process.
      processes: backend === 'webgpu' ? 1 : cores,
      startTrainer: place.startTrainer,
      folder: join(place.root, CACHE, slug),
      progress: process.stderr,
    }),
  );
  const registered = isRegistered(study, seeds, backend);
  const about = {slug, study, registered, seeds, backend, measured};
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  if (values.json) write(JSON.stringify(studyJson(about)));
  else for (const line of studyTable(about)) write(line);
  if (registered) await writeResults(place.root, resultsOf(slug, study, measured));
  if (!values.json)
    write(registered ? `Written to ${resultsPath(slug)}.` : 'This is an exploration: nothing was written.');
  return 0;
}

/** Whether this is what the claim is judged on: a registered study, all of its seeds and no others, on wasm. */
const isRegistered = ({registered}: Study, seeds: readonly number[], backend: BackendName): boolean =>
  registered !== undefined && backend === 'wasm' && seeds.join() === REGISTERED_SEEDS.join();

/** The registered seeds are kept unseen until a claim is fixed. */
function refuseDraft(slug: string, {registered}: Study, seeds: readonly number[]): void {
  if (registered !== undefined || !seeds.some((seed) => REGISTERED_SEEDS.includes(seed))) return;
  throw new Refusal(`${slug} is a draft, whose claim is not registered: try it with other seeds, as --seeds 101-103.`);
}

/** Control-C stops the training, and the rest of the command still runs. */
async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    return await work(stop.signal);
  } finally {
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}

const resultsOf = (slug: string, study: Study, {build, seconds, values, firstLosses, claim}: Measured) => ({
  slug,
  seeds: [...REGISTERED_SEEDS],
  backend: 'wasm',
  build,
  specHash: specHash(study, REGISTERED_SEEDS[0]),
  date: new Date().toISOString().slice(0, 10),
  seconds: Number(seconds.toFixed(1)),
  ...{values, firstLosses, claim},
});
