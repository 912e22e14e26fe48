/** Settings that several stages of a run have alike, because one begins with the networks of another: they change together. */
import {language} from '../programs/index.spec.ts';
import {assign, type PartSettings, read, type Spec, type Stage, withKind} from '../spec/index.ts';

/** The section of another stage that is the same as this one's; undefined where there is none. */
const sectionIn = (other: Stage, {program}: Stage, section: string): string | undefined =>
  language.program(program).alike?.[other.program]?.[section];

const replaced = (spec: Spec, change: (stage: Stage) => unknown): Spec => ({
  ...spec,
  stages: spec.stages.map((stage) => ({...stage, spec: change(stage)})),
});

/** The spec in which the stages that have a setting alike, and had the value `before`, have the stage's own value. */
export function withAlike(spec: Spec, shown: Stage, path: string, before: unknown): Spec {
  const [section, ...rest] = path.split('.');
  return replaced(spec, (stage) => {
    const there = stage.id === shown.id ? undefined : sectionIn(stage, shown, section);
    const place = there && [there, ...rest].join('.');
    return place && read(stage.spec, place) === before ? assign(stage.spec, place, read(shown.spec, path)) : stage.spec;
  });
}

/**
 * The spec in which the stages that have a section alike have the part that was chosen there, where they had the same before, or
 * could not: a reward model follows the judge that was the gold reward.
 */
export function withAlikeKind(spec: Spec, shown: Stage, section: string, before: string): Spec {
  const chosen = (shown.spec as PartSettings)[section];
  return replaced(spec, (stage) => {
    const there = stage.id === shown.id ? undefined : sectionIn(stage, shown, section);
    if (!there) return stage.spec;
    const own = stage.spec as PartSettings;
    const program = language.program(stage.program);
    const has = (kind: string) => program.sections[there].parts.some((part) => part.kind === kind);
    if (!has(chosen.kind) || (own[there].kind !== before && has(before))) return own;
    return {...withKind(program, own, there, chosen.kind), [there]: chosen};
  });
}
