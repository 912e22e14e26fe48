/** Names of runs by what they differ in. */
import {group} from 'd3-array';
import {memberSpec} from '../../spec/fan.ts';
import {
  changesMade,
  type Difference,
  describeDifference,
  describeValue,
  type Spec,
  type SpecLanguage,
  settingsAt,
  stepsBefore,
} from '../../spec/index.ts';

export interface NamedRun {
  id: string;
  preset: string;
  /** The preset's title. */
  title: string;
  /** One member's run, with its moves. */
  spec: Spec;
  position: number;
  /** The reader's own name for it. */
  name?: string | undefined;
  /** The run that is still changing: others are told apart from each other, not from it. */
  isPresent?: boolean;
}

export interface Name {
  full: string;
  /** For the end of a curve. */
  short: string;
}

/** Differences that a name holds. */
const MOST = {full: 3, short: 2};

/** The run of one member with the settings that it has at its end, and no moves. */
export function settled(spec: Spec): Spec {
  const stages = spec.stages.map((stage) => ({...stage, spec: settingsAt(spec, stage, Number.POSITIVE_INFINITY)}));
  return {...spec, stages, moves: []};
}

/** A member's own run, whether there is a population or not. */
export const ownSpec = (spec: Spec, member: number): Spec => (spec.fan ? memberSpec(spec, member) : spec);

/**
 * A name for each run. Of the runs of one preset the first has its own values of what any of them differ in, and each
 * other one says what is different: "Temperature 0.07", "Temperature 0.07 → 0.5". A name that the reader gave stays.
 */
export function namesOf(language: SpecLanguage, runs: readonly NamedRun[]): Map<string, Name> {
  const presets = group(runs, ({preset}) => preset);
  const names = [...presets.values()].flatMap((same) => {
    const prefix = presets.size > 1 ? same[0].title : undefined;
    return namesInPreset(language, same).map(([run, name]) => ({run, name: withPrefix(name, prefix)}));
  });
  apart(names);
  return new Map(names.map(({run, name}) => [run.id, run.name ? {full: run.name, short: run.name} : name]));
}

function namesInPreset(language: SpecLanguage, runs: readonly NamedRun[]): [NamedRun, Name | undefined][] {
  const [first, ...others] = runs;
  const base = settled(first.spec);
  const made = others.map((run) => changesMade(language, base, settled(run.spec)));
  const varied = [...new Map(made.flatMap(ofBoth).map((one) => [one.path, one])).values()];
  const own = nameFrom(
    varied.map((one) => ({full: `${one.label} ${valueText(one)}`, short: shortText(one, one.from)})),
  );
  return [
    [first, own ?? {full: first.title, short: PINNED}],
    ...others.map((run, i): [NamedRun, Name | undefined] => [
      run,
      nameFrom(
        made[i].map((one) => {
          const when = movedAt(run.spec, one.path);
          return {full: describeDifference(one) + when, short: shortText(one, one.to) + when};
        }),
      ) ??
        own ?? {full: run.title, short: PINNED},
    ]),
  ];
}

/** At the end of a curve, of a run that is like the present one in every setting. */
const PINNED = 'pinned';

/** What both runs have: not the settings of a part that only the second one has chosen. */
function ofBoth(all: readonly Difference[]): Difference[] {
  const chosen = all.filter(({path}) => path.endsWith('.kind')).map(({path}) => path.slice(0, -'kind'.length));
  return all.filter(({path}) => path.endsWith('.kind') || !chosen.some((part) => path.startsWith(part)));
}

const valueText = ({field, from}: Difference): string => describeValue(field, from);

const shortText = ({field, label, path}: Difference, value: unknown): string =>
  path.endsWith('.kind')
    ? String(value)
    : `${(field && 'symbol' in field && field.symbol) || label.toLowerCase()} ${describeValue(field, value)}`;

/** " at step 300", where a slider was moved to the value while the run trained. */
function movedAt(spec: Spec, path: string): string {
  const move = spec.moves.findLast((one) => path === `stages.${one.stage}.spec.${one.path}`);
  if (!move) return '';
  const stage = spec.stages.findIndex(({id}) => id === move.stage);
  return ` at step ${(stepsBefore(spec, stage) + move.tick).toLocaleString('en-GB')}`;
}

function nameFrom(parts: readonly Name[]): Name | undefined {
  if (parts.length === 0) return undefined;
  const join = (of: keyof Name, more: (count: number) => string) => {
    const rest = parts.length - MOST[of];
    const shown = parts.slice(0, MOST[of]).map((part) => part[of]);
    return shown.map((text, i) => (i > 0 ? lowered(text) : text)).join(', ') + (rest > 0 ? more(rest) : '');
  };
  return {full: join('full', (count) => `, and ${count} more`), short: join('short', () => ', …')};
}

/** "Batch size" within a sentence; what is no usual word stays: "InfoNCE". */
const lowered = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text);

function withPrefix(name: Name | undefined, prefix: string | undefined): Name {
  const {full, short} = name!;
  if (!prefix) return {full, short};
  if (full === prefix) return {full, short: prefix};
  return {full: `${prefix}: ${lowered(full)}`, short: `${prefix}: ${short}`};
}

/** Tells runs of one name apart: by their steps, or by which came again. */
function apart(names: {run: NamedRun; name: Name}[]): void {
  const pinned = names.filter(({run}) => !run.isPresent);
  for (const same of group(pinned, ({name}) => name.full).values()) {
    if (same.length === 1) continue;
    const stepped = new Set(same.map(({run}) => run.position)).size === same.length;
    for (const [i, one] of same.entries()) {
      const mark = stepped ? `step ${one.run.position.toLocaleString('en-GB')}` : i === 0 ? '' : again(i);
      if (mark) one.name = {full: `${one.name.full}, ${mark}`, short: `${one.name.short}, ${mark}`};
    }
  }
}

const again = (i: number): string => (i === 1 ? 'again' : `again ${i}`);
