/** Addresses of the page: an experiment in a lab, with its panels, the studies, or the page that measures. */
import {LABS} from '../labs/index.ts';
import type {LabEntry} from '../labs/kit/lab.ts';
import {type Beside, openRun, readAddress, tooLong} from '../presets/address.ts';
import {collectionOf, FIRST, idsOf, type Preset} from '../presets/index.ts';
import type {Spec} from '../spec/index.ts';
import {type Arrangement, readArrangement} from './arrangement.ts';

/** The page that measures, not a run. */
export const BENCH = '/bench';

/** The pages of studies: the catalogue, and a page for each. What they show stands behind a question mark. */
export const isStudies = (address: string): boolean => !tooLong(address) && /^\/studies(?![^/?])/.test(address);

/** The pages of lessons: the list, a page for each lesson, also at one of its steps. */
export const isLessons = (address: string): boolean => !tooLong(address) && /^\/lessons(?![^/])/.test(address);

/** Whether an address is that of a page where no lab is. */
export const isBesideLabs = (address: string): boolean => address === BENCH || isStudies(address) || isLessons(address);

export interface Opened {
  lab: LabEntry;
  preset: Preset;
  spec: Spec;
  /** As the address names them. Whether the lab has them is checked when it is loaded. */
  panels: Arrangement;
  /** As the address has it: whoever uses a part of it checks it. */
  beside: Beside;
  /** What was wrong with the address. If its run cannot be read, the first preset opens instead. */
  problem?: string;
}

/** The lab that shows the presets of a collection. */
export const labOf = ({collection}: Pick<Preset, 'collection'>, labs = LABS): LabEntry =>
  labs.find(({presets}) => presets === collection) ?? labs[0];

/** The panels that a preset is shown with. */
export const panelsOf = (preset: Preset, labs = LABS): Arrangement => preset.panels ?? labOf(preset, labs).standard;

/** Opens the experiment of an address. Never rejects: if the run cannot be read, it is the first preset, with a sentence. */
export async function openAddress(address: string, labs = LABS): Promise<Opened> {
  const read = readAddress(address);
  const {problem, ...opened} = await openExperiment(read, labs, tooLong(address));
  const panels = read?.panels === undefined ? panelsOf(opened.preset, labs) : readArrangement(read.panels);
  // What stands beside a run that cannot be read is about that run.
  const beside = problem === undefined ? (read?.beside ?? {}) : {};
  return {...opened, panels, beside, ...(problem !== undefined && {problem})};
}

async function openExperiment(
  read: ReturnType<typeof readAddress>,
  labs: readonly LabEntry[],
  long: string | undefined,
): Promise<Omit<Opened, 'panels' | 'beside'>> {
  const first = {lab: labOf(FIRST, labs), preset: FIRST, spec: FIRST.spec};
  const refuse = (problem: string) => ({...first, problem: `${problem} The standard lab opens instead.`});
  if (long) return refuse(long);
  if (read?.place === '' && read.preset === undefined) return first;
  const lab = labs.find(({path}) => path === read?.place);
  if (!read || !lab) {
    return refuse(`This address names no page of the lab; addresses look like #/${labs[0].path}/${FIRST.id}.`);
  }
  const id = read.preset ?? idsOf(lab.presets)[0];
  const run = await openRun(id, read.payload);
  if (!run.ok) return refuse(run.sentences.slice(0, 3).join(' '));
  // A preset is shown in its own lab, whatever the address says.
  return {lab: collectionOf(id)!.name === lab.presets ? lab : labOf(run.value.preset, labs), ...run.value};
}
