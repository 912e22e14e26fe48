/** The command line: trains runs and studies in Node with the same bits as the page. */
import type {ChildProcess} from 'node:child_process';
import {Refusal, sentenceOf} from './errors.ts';
import {HELP} from './options.ts';
import {run} from './run.ts';
import {runStudy} from './study/command.ts';
import {listStudies} from './study/list.ts';

export {serve} from './study/trainer.ts';

export interface Place {
  /** The folder that holds package.json. */
  root: string;
  /** Loads the npm package `webgpu`, which is installed on first use. Rejects with a sentence. */
  webgpu(): Promise<unknown>;
  /** Starts a process that calls `serve`. */
  startTrainer(): ChildProcess;
}

type Command = (words: readonly string[], place: Place) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {run, study: runStudy, studies: listStudies};

/** Carries out the arguments. Returns the exit code: 0, 1 for a failure, 2 for something that the reader can mend. */
export async function main(words: readonly string[], place: Place): Promise<number> {
  try {
    if (words.length === 0 || words.some((word) => word === '--help' || word === '-h')) {
      process.stdout.write(HELP);
      return 0;
    }
    const [name, ...rest] = words;
    return await commandOf(name)(rest, place);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    return error instanceof Refusal ? 2 : 1;
  }
}

function commandOf(name: string): Command {
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name];
  const all = Object.keys(COMMANDS);
  const listed = `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  throw new Refusal(`There is no command ${JSON.stringify(name)}; there are ${listed}. See --help.`);
}
