/** The command line: `lab run <spec.json | link>` trains a run in Node with the same bits as the page. */
import type {BackendName} from '../engine/backends/names.ts';
import {LabError} from '../engine/resources.ts';
import {language} from '../programs/index.spec.ts';
import {loadPrograms} from '../programs/index.ts';
import {membersTogether} from '../runner/opening.ts';
import {runToEnd} from '../runner/toEnd.ts';
import {openNodeBackend} from './backends.ts';
import {Failure, Refusal} from './errors.ts';
import {dataFiles} from './files.ts';
import {jsonLines} from './lines.ts';
import {HELP, type Options, readOptions} from './options.ts';
import {Progress} from './progress.ts';
import type {Report} from './report.ts';
import {readSpec} from './spec.ts';
import {tables} from './tables.ts';

export interface Place {
  /** The folder that holds package.json. */
  root: string;
  /** Loads the npm package `webgpu`, which is installed on first use. Rejects with a sentence. */
  webgpu(): Promise<unknown>;
}

/** Carries out the arguments. Returns the exit code: 0, 1 for a failure, 2 for something that the reader can mend. */
export async function main(words: readonly string[], place: Place): Promise<number> {
  try {
    const options = readOptions(words);
    if (options === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    return await run(options, place);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    return error instanceof Refusal ? 2 : 1;
  }
}

async function run(options: Options, place: Place): Promise<number> {
  const spec = await readSpec(options, language);
  const programs = await loadPrograms(spec.stages.map(({program}) => program));
  const backend: BackendName = options.backend;
  await openNodeBackend(backend, place);
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  const about = {spec, programs, backend, write};
  const report: Report = options.json ? jsonLines(about) : tables(about);
  const progress = new Progress(spec, process.stderr);
  const {stopped} = await runToEnd({
    ...{spec, language, programs},
    resources: dataFiles(place.root),
    together: membersTogether(backend),
    tell(metrics, position) {
      report.add(metrics);
      progress.show(position);
    },
  }).catch((error) => {
    // A run that cannot be opened has a wrong spec or link, or needs a file that the reader must choose.
    throw error instanceof LabError ? new Refusal(error.message) : error;
  });
  progress.end();
  report.end();
  if (!stopped) return 0;
  process.stderr.write(`${stopped.sentence}\n`);
  return 1;
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal || error instanceof Failure || error instanceof LabError) return error.message;
  return `Something went wrong: ${error instanceof Error ? error.message : String(error)}`;
}
