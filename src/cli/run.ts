/** `lab run <spec.json | link>`: trains a run and reports what is measured. */
import {LabError} from '../engine/resources.ts';
import {language} from '../programs/index.spec.ts';
import {loadPrograms} from '../programs/index.ts';
import {roomOn} from '../runner/opening.ts';
import {runToEnd} from '../runner/toEnd.ts';
import {openNodeBackend} from './backends.ts';
import {Refusal} from './errors.ts';
import {dataFiles} from './files.ts';
import {jsonLines} from './lines.ts';
import {LinkedResult} from './linkedResult.ts';
import type {Place} from './main.ts';
import {readRunOptions} from './options.ts';
import {Progress} from './progress.ts';
import type {Report} from './report.ts';
import {readSpec} from './spec.ts';
import {tables} from './tables.ts';

export async function run(words: readonly string[], place: Place): Promise<number> {
  const options = readRunOptions(words);
  const {backend} = options;
  const {spec, result} = await readSpec(options, language);
  const programs = await loadPrograms(spec.stages.map(({program}) => program));
  await openNodeBackend(backend, place);
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  const about = {spec, programs, backend, write};
  const report: Report = options.json ? jsonLines(about) : tables(about);
  const linked = result && new LinkedResult(result, spec, backend);
  const progress = new Progress(spec, process.stderr);
  const {stopped} = await runToEnd({
    ...{spec, language, programs},
    resources: dataFiles(place.root),
    room: roomOn(backend),
    tell(metrics, position) {
      report.add(metrics);
      linked?.add(metrics);
      progress.show(position);
    },
  }).catch((error) => {
    // A run that cannot be opened has a wrong spec or link, or needs a file that the reader must choose.
    throw error instanceof LabError ? new Refusal(error.message) : error;
  });
  progress.end();
  report.end();
  for (const line of linked?.lines() ?? []) process.stderr.write(`${line}\n`);
  if (!stopped) return 0;
  process.stderr.write(`${stopped.sentence}\n`);
  return 1;
}
