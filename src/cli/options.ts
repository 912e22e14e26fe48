/** The arguments of the command line. */
import {parseArgs} from 'node:util';
import type {BackendName} from '../engine/backends/names.ts';
import {Refusal} from './errors.ts';

export const HELP = `Trains a run of Contrastive Lab, with the same bits as the page on the same backend.

  npm run --silent lab -- run <spec.json | link> [options]

  --steps N              how many steps the last stage has
  --seeds N              N members with the seeds s, s + 1, ... from the spec's own seed s
  --backend NAME         wasm (the default), cpu or webgpu
  --json                 one JSON object a line for each evaluation, the last with "final": true

A link is an address of the page or the part of it from the # on; put it in quotes.
`;

const BACKENDS = ['wasm', 'cpu', 'webgpu'] as const satisfies readonly BackendName[];

export interface Options {
  /** The path of a spec file, or a link. */
  source: string;
  steps?: number;
  seeds?: number;
  backend: (typeof BACKENDS)[number];
  json: boolean;
}

/** Throws a Refusal. */
export function readOptions(words: readonly string[]): Options | 'help' {
  const {values, positionals} = parse(words);
  if (values.help || (words.length === 0 && positionals.length === 0)) return 'help';
  const [command, source, ...rest] = positionals;
  if (command !== 'run') {
    throw new Refusal(`There is no command ${JSON.stringify(command ?? '')}; the only command is run. See --help.`);
  }
  if (source === undefined) throw new Refusal('Say what to run: a spec file, or a link in quotes, like "#/lab/emoji".');
  if (rest.length > 0) throw new Refusal(`Only one run at a time: ${JSON.stringify(rest[0])} is one too many.`);
  const {backend = 'wasm', json = false} = values;
  return {
    source,
    json,
    backend: backendOf(backend),
    ...(values.steps !== undefined && {steps: wholeNumber('--steps', values.steps)}),
    ...(values.seeds !== undefined && {seeds: wholeNumber('--seeds', values.seeds)}),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        steps: {type: 'string'},
        seeds: {type: 'string'},
        backend: {type: 'string'},
        json: {type: 'boolean'},
        help: {type: 'boolean', short: 'h'},
      },
    });
  } catch (error) {
    // Node's message has more than one sentence: the first is enough.
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new Refusal(`${sentence.replace(/\.$/, '')}. See --help.`);
  }
}

function backendOf(name: string): Options['backend'] {
  const found = BACKENDS.find((one) => one === name);
  if (!found) throw new Refusal(`--backend must be ${listed(BACKENDS)}, not ${JSON.stringify(name)}.`);
  return found;
}

const listed = (names: readonly string[]) => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new Refusal(`${option} must be a whole number from 1, not ${JSON.stringify(text)}.`);
  }
  return Number(text);
}
