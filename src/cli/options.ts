/** The arguments of the command line. */
import {type ParseArgsConfig, parseArgs} from 'node:util';
import type {BackendName} from '../engine/backends/names.ts';
import {Refusal} from './errors.ts';

export const HELP = `Trains runs and studies of Contrastive Lab, with the same bits as the page on the same backend.

  npm run --silent lab -- run <spec.json | link> [options]

  --steps N              how many steps the last stage has
  --seeds N              N members with the seeds s, s + 1, ... from the spec's own seed s
  --backend NAME         wasm (the default), cpu or webgpu
  --json                 one JSON object a line for each evaluation, the last with "final": true

  A link is an address of the page or the part of it from the # on; put it in quotes. If it carries a result, the last
  lines on standard error say whether this run has reproduced it.

  npm run --silent lab -- study <slug> [options]

  --seeds LIST           seeds like 101-103 or 101,105; the registered ones when left out
  --backend NAME         wasm (the default), cpu or webgpu
  --cores N              how many processes train; as many as there are cores when left out
  --json                 one JSON object with all that was measured

  What the registered seeds give on wasm is written to src/studies/results/; other seeds are an exploration, which
  writes nothing. A study that was stopped goes on where it was.

  npm run --silent lab -- studies [--json]

  All papers, and what has become of each.
`;

const BACKENDS = ['wasm', 'cpu', 'webgpu'] as const satisfies readonly BackendName[];
type Backend = (typeof BACKENDS)[number];

/** What `lab run` is to do. */
export interface RunOptions {
  /** The path of a spec file, or a link. */
  source: string;
  steps?: number;
  seeds?: number;
  backend: Backend;
  json: boolean;
}

/** Throws a Refusal. */
export function readRunOptions(words: readonly string[]): RunOptions {
  const {values, positionals} = parseWords(words, {
    steps: {type: 'string'},
    seeds: {type: 'string'},
    backend: {type: 'string'},
    json: {type: 'boolean'},
  });
  const [source, ...rest] = positionals;
  if (source === undefined) throw new Refusal('Say what to run: a spec file, or a link in quotes, like "#/lab/emoji".');
  refuseRest(rest, 'run');
  const {backend = 'wasm', json = false} = values;
  return {
    source,
    json,
    backend: backendOf(backend),
    ...(values.steps !== undefined && {steps: wholeNumber('--steps', values.steps)}),
    ...(values.seeds !== undefined && {seeds: wholeNumber('--seeds', values.seeds)}),
  };
}

/** The words of one command. Throws a Refusal. */
export function parseWords<T extends NonNullable<ParseArgsConfig['options']>>(words: readonly string[], options: T) {
  try {
    return parseArgs({args: [...words], allowPositionals: true, options});
  } catch (error) {
    // Node's message has more than one sentence: the first is enough.
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new Refusal(`${sentence.replace(/\.$/, '')}. See --help.`);
  }
}

export function refuseRest([first]: readonly string[], what: string): void {
  if (first !== undefined) throw new Refusal(`Only one ${what} at a time: ${JSON.stringify(first)} is one too many.`);
}

export function backendOf(name: string): Backend {
  const found = BACKENDS.find((one) => one === name);
  if (!found) throw new Refusal(`--backend must be ${listed(BACKENDS)}, not ${JSON.stringify(name)}.`);
  return found;
}

const listed = (names: readonly string[]) => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new Refusal(`${option} must be a whole number from 1, not ${JSON.stringify(text)}.`);
  }
  return Number(text);
}
