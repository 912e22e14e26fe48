/** What changed between two specs: as data (for links) and as words (for the page). */
import {choicesBetween, type PartSettings} from './choose.ts';
import type {Dab, Field, OwnFile} from './fields.ts';
import type {SpecLanguage} from './language.ts';
import {partOf} from './parts.ts';
import {read} from './path.ts';
import type {Spec, Stage} from './spec.ts';
import {seedField, stepsField} from './spec.ts';

export interface Difference {
  /** Dotted path from the root of the spec; stages are named by their id: `stages.main.spec.objective.temperature`. */
  path: string;
  label: string;
  from: unknown;
  to: unknown;
  field: Field | undefined;
  /** Whether another part was chosen, and the value is that of the part before: nobody has changed it. */
  kept?: boolean;
}

/** All settings in which `b` differs from `a`. Moves and stages that only one of them has are not settings. */
export function differences(language: SpecLanguage, a: Spec, b: Spec): Difference[] {
  const seed = a.seed === b.seed ? [] : [difference('seed', seedField, a.seed, b.seed)];
  return [...seed, ...b.stages.flatMap((stage) => stageDifferences(language, a, stage))];
}

/** Those that a reader has made, for words: not what a part has kept, nor what was fitted to a part that was chosen. */
export function changesMade(language: SpecLanguage, a: Spec, b: Spec): Difference[] {
  const fitted = new Set(b.stages.flatMap((stage) => fittedPaths(language, a, stage)));
  return differences(language, a, b).filter(({kept, path}) => !kept && !fitted.has(path));
}

/** Paths of the settings of a stage that follow from the parts that were chosen in it. */
function fittedPaths(language: SpecLanguage, a: Spec, stage: Stage): string[] {
  const before = a.stages.find((s) => s.id === stage.id && s.program === stage.program);
  if (!before) return [];
  const [from, to] = [before.spec as PartSettings, stage.spec as PartSettings];
  const {chosen, settings} = choicesBetween(language.program(stage.program), from, to);
  if (chosen.length === 0) return [];
  return settingDifferences(language, before, stage)
    .filter(({path, to: now}) => same(read({spec: settings}, path), now) || path.endsWith('.kind'))
    .map(({path}) => path)
    .filter((path) => !chosen.some((section) => path === `spec.${section}.kind`))
    .map((path) => `stages.${stage.id}.${path}`);
}

function stageDifferences(language: SpecLanguage, a: Spec, stage: Stage): Difference[] {
  const before = a.stages.find((s) => s.id === stage.id && s.program === stage.program);
  if (!before) return [];
  const within = (path: string) => `stages.${stage.id}.${path}`;
  return settingDifferences(language, before, stage).map((one) => ({...one, path: within(one.path)}));
}

/** All settings in which two stages of one program differ; paths begin at the stage: `spec.objective.temperature`. */
export function settingDifferences(language: SpecLanguage, before: Stage, after: Stage): Difference[] {
  const steps = before.steps === after.steps ? [] : [difference('steps', stepsField, before.steps, after.steps)];
  const {sections} = language.program(after.program);
  const old = new Map(language.places(before).map((place) => [place.path, place]));
  const places = language.places(after);
  const parts = Object.entries(sections).flatMap(([name, section]) => {
    const [from, to] = [kindOf(before, name), kindOf(after, name)];
    const here = places.filter((place) => place.section === name);
    if (from === to) {
      return here
        .filter((p) => !same(p.value, old.get(p.path)?.value))
        .map((p) => difference(`spec.${p.path}`, p.field, old.get(p.path)?.value, p.value));
    }
    const labels = {from: partOf(section, from).label, to: partOf(section, to).label};
    // A new part starts from its own defaults: only what differs from those is a further difference.
    return [
      {path: `spec.${name}.kind`, label: section.label, ...labels, field: undefined},
      ...here
        .filter((p) => !same(p.value, p.field.default))
        .map((p) => ({
          ...difference(`spec.${p.path}`, p.field, p.field.default, p.value),
          ...(same(p.value, old.get(p.path)?.value) && {kept: true}),
        })),
    ];
  });
  return [...steps, ...parts];
}

const kindOf = (stage: Stage, section: string) => (stage.spec as Record<string, {kind: string}>)[section].kind;

const difference = (path: string, field: Field, from: unknown, to: unknown): Difference => ({
  path,
  label: field.label,
  from,
  to,
  field,
});

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** "Temperature 0.1 → 0.07" */
export function describeDifference({label, from, to, field}: Difference): string {
  return `${label} ${describeValue(field, from)} → ${describeValue(field, to)}`;
}

export function describeValue(field: Field | undefined, value: unknown): string {
  if (field?.type === 'choice') return field.options[value as string]?.label ?? String(value);
  if (field?.type === 'choices')
    return (value as string[]).map((name) => field.options[name]?.label ?? name).join(', ');
  if (field?.type === 'drawing') return describeDrawing(value as Dab[]);
  if (field?.type === 'file') return (value as OwnFile).name || 'no file';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return formatNumber(value);
  return String(value);
}

/** "12 dabs of 3 classes" */
function describeDrawing(dabs: readonly Dab[]): string {
  const classes = new Set(dabs.map(([of]) => of)).size;
  const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  return `${counted(dabs.length, 'dab', 'dabs')} of ${counted(classes, 'class', 'classes')}`;
}

/** At most four significant digits, no trailing zeros: 0.1, 0.0032, 1,284. */
const grouped = new Intl.NumberFormat('en-GB');

export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return grouped.format(value);
  return String(Number(value.toPrecision(4)));
}
