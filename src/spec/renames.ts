/** Settings that have another name now: specs and links with the former one are read for ever. */
import type {Part, Sections} from './parts.ts';
import {MOST_STAGES} from './spec.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The spec, of any shape, with the present names of its settings: in stages, moves and the fan. */
export function withPresentNames(spec: Json, sectionsOf: (program: unknown) => Sections | undefined): Json {
  // The schema refuses it.
  if (!Array.isArray(spec.stages) || spec.stages.length > MOST_STAGES) return spec;
  const stages = spec.stages as unknown[];
  const known = new Map(stages.filter(isObject).map((stage) => [stage.id, formerNames(stage, sectionsOf)]));
  if ([...known.values()].every((names) => names.size === 0)) return spec;
  const at = (one: unknown): unknown => {
    if (!isObject(one) || typeof one.path !== 'string') return one;
    const path = known.get(one.stage)?.get(one.path);
    return path ? {...one, path} : one;
  };
  const {moves, fan} = spec;
  return {
    ...spec,
    stages: stages.map((stage) => (isObject(stage) ? renamedStage(stage, known.get(stage.id)!) : stage)),
    ...(Array.isArray(moves) && {moves: moves.map(at)}),
    ...(isObject(fan) && Array.isArray(fan.axes) && {fan: {...fan, axes: fan.axes.map(at)}}),
  };
}

/** Present path of each former one of a stage: 'objective.fine' is 'objective.penalty'. */
function formerNames({program, spec}: Json, sectionsOf: (program: unknown) => Sections | undefined) {
  const sections = Object.entries(sectionsOf(program) ?? {});
  return new Map(
    sections.flatMap(([name, {parts}]) =>
      Object.entries(chosenPart(parts, spec, name)?.formerly ?? {}).map(([before, now]): [string, string] => [
        `${name}.${before}`,
        `${name}.${now}`,
      ]),
    ),
  );
}

function chosenPart(parts: readonly Part[], spec: unknown, section: string): Part | undefined {
  const value = isObject(spec) ? spec[section] : undefined;
  const kind = isObject(value) && 'kind' in value ? value.kind : parts[0].kind;
  return parts.find((part) => part.kind === kind);
}

function renamedStage(stage: Json, names: ReadonlyMap<string, string>): Json {
  const {spec} = stage;
  if (names.size === 0 || !isObject(spec)) return stage;
  const sections = Object.entries(spec).map(([section, value]) => {
    if (!isObject(value)) return [section, value];
    const present = Object.entries(value).filter(([name]) => !names.has(`${section}.${name}`));
    // A link sets the former name over the preset's value, which has the present one.
    const former = Object.entries(value).flatMap(([name, set]) => {
      const path = names.get(`${section}.${name}`);
      return path === undefined ? [] : [[path.slice(section.length + 1), set]];
    });
    return [section, Object.fromEntries([...present, ...former])];
  });
  return {...stage, spec: Object.fromEntries(sections)};
}
