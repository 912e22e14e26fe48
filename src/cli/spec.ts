/** The run to train: from a file or a link, changed as the options say. */
import {readFile} from 'node:fs/promises';
import {openLink} from '../presets/address.ts';
import {type Checked, type Spec, type SpecLanguage, same} from '../spec/index.ts';
import type {Result} from '../spec/result/result.ts';
import {isRunFile, readRunFile} from '../spec/runFile.ts';
import {Refusal} from './errors.ts';
import type {RunOptions} from './options.ts';

/** A run to train, and the result that its link carried: none where the options have made another run of it. */
interface Wanted {
  spec: Spec;
  result?: Result;
}

/** Throws a Refusal with the first sentence about what is wrong. */
export async function readSpec({source, steps, seeds}: RunOptions, language: SpecLanguage): Promise<Wanted> {
  const {spec, result} = source.includes('#')
    ? await readLink(source)
    : {spec: await readSpecFile(source, language), result: undefined};
  const changed = checked(language.check(withSeeds(withSteps(spec, steps), seeds)));
  return {spec: changed, ...(result && same(changed, spec) && {result})};
}

async function readLink(link: string): Promise<Wanted> {
  const {spec, beside} = checked(await openLink(link));
  if (beside.result === undefined) return {spec};
  const {decodeResult} = await import('../spec/result/codec.ts');
  return {spec, result: checked(decodeResult(beside.result))};
}

async function readSpecFile(path: string, language: SpecLanguage): Promise<Spec> {
  const read = await readFileAsJson(path);
  const json = isRunFile(read) ? checked(readRunFile(read)).spec : read;
  await language.load(language.named(json));
  return checked(language.check(json));
}

async function readFileAsJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Refusal(`There is no file ${path}. Give a spec file, or a link in quotes, like "#/lab/emoji".`);
    }
    throw new Refusal(`${path} cannot be read: ${(error as Error).message}.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${path} is not JSON: ${(error as Error).message.split('\n')[0]}.`);
  }
}

function checked<T>(result: Checked<T>): T {
  if (!result.ok) throw new Refusal(result.sentences[0]);
  return result.value;
}

/** Sets the number of steps of the last stage. */
function withSteps(spec: Spec, steps: number | undefined): Spec {
  if (steps === undefined) return spec;
  const last = spec.stages.length - 1;
  return {...spec, stages: spec.stages.map((stage, i) => (i === last ? {...stage, steps} : stage))};
}

/** Makes so many members, each with a seed of its own. */
function withSeeds(spec: Spec, count: number | undefined): Spec {
  if (count === undefined) return spec;
  const seeds = Array.from({length: count}, (_, i) => spec.seed + i);
  return {...spec, fan: {axes: spec.fan?.axes ?? [], seeds}};
}
