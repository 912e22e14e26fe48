/** Opens a saved run that the reader has dropped or chosen. */
import {FIRST, loadPreset} from '../../presets/index.ts';
import {language} from '../../programs/index.spec.ts';
import {isRunFile, readRunFile} from '../../spec/runFile.ts';
import {addressOf} from '../addressOf.ts';
import {present} from '../page.ts';

/** Bytes above which a file is no saved run. */
const LARGEST = 64 * 2 ** 20;
/** Characters at the beginning that tell what a file is. */
const BEGINNING = 200;

/** Whether a file says that it is a saved run. */
export async function saysRun(file: File): Promise<boolean> {
  return file.size < LARGEST && /"format"\s*:\s*"contrastive-lab-run"/.test(await file.slice(0, BEGINNING).text());
}

export async function openRun(file: File): Promise<void> {
  const problem = await open(file).catch(() => 'It could not be read.');
  if (problem) present().tell(`${file.name}: ${problem}`);
}

/** What is wrong, if anything is. */
async function open(file: File): Promise<string | undefined> {
  if (file.size > LARGEST) return 'This file is too large for a saved run.';
  const json: unknown = JSON.parse(await file.text());
  if (!isRunFile(json)) return 'This file is no saved run.';
  const read = readRunFile(json);
  if (!read.ok) return read.sentences[0];
  await language.load(language.named(read.value.spec));
  const spec = language.check(read.value.spec);
  if (!spec.ok) return spec.sentences[0];
  const preset = (await loadPreset(read.value.preset)) ?? FIRST;
  location.hash = addressOf(preset, spec.value);
  return undefined;
}
