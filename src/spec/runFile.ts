/**
 * A run as a file: its spec, and what was measured. The page writes such files; page and command line open them again.
 *
 *     format     "contrastive-lab-run"
 *     version    1
 *     saved      when, as an ISO 8601 date
 *     build      the page's main script, whose name changes with its content
 *     link       opens the run in the page
 *     backend    what it was trained on: name, and adapter where there was one
 *     preset     the preset that it began with
 *     position   steps trained up to then, of all stages together
 *     spec       everything that determines the run, with the moves that were made while it trained
 *     curves     a list: stage, member of the population (0 where there is one), metric, ticks of the stage, values
 */
import * as v from 'valibot';
import type {Checked, Spec} from './index.ts';

export const RUN_FORMAT = 'contrastive-lab-run';

export interface Curve {
  stage: string;
  member: number;
  metric: string;
  ticks: number[];
  values: (number | null)[];
}

export interface RunFile {
  format: typeof RUN_FORMAT;
  version: 1;
  saved: string;
  build: string;
  link: string;
  backend: {name?: string; adapter?: string};
  preset: string;
  position: number;
  spec: Spec;
  curves: Curve[];
}

/** What must be right for a file to be opened; the spec is checked by its language. */
const schema = v.object({format: v.literal(RUN_FORMAT), version: v.number(), preset: v.string(), spec: v.unknown()});

export const isRunFile = (json: unknown): boolean => (json as Partial<RunFile> | null)?.format === RUN_FORMAT;

/** The preset and the spec in a file, not yet checked further. */
export function readRunFile(json: unknown): Checked<{preset: string; spec: unknown}> {
  const read = v.safeParse(schema, json);
  if (!read.success) return {ok: false, sentences: ['This file is no saved run: it has no spec.']};
  const {version, preset, spec} = read.output;
  if (version === 1) return {ok: true, value: {preset, spec}};
  return {ok: false, sentences: [`This run was saved in version ${version} of its format; this lab reads version 1.`]};
}
