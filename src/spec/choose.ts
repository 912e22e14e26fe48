/** What choosing another part in a section makes of the settings. */
import {partOf, type Section} from './parts.ts';

export type PartSettings = Record<string, Record<string, unknown> & {kind: string}>;

interface Program {
  sections: Readonly<Record<string, Section>>;
  fitted?(settings: never, section: string): unknown;
}

/** Another part with its defaults; settings that both parts have keep their values, and other sections are fitted to it. */
export function withKind(
  {sections, fitted}: Program,
  settings: PartSettings,
  section: string,
  kind: string,
): PartSettings {
  const before = settings[section];
  const [old, next] = [partOf(sections[section], before.kind), partOf(sections[section], kind)];
  const shared = Object.entries(next.fields)
    .filter(([name, field]) => old.fields[name]?.default === field.default)
    .map(([name]) => [name, before[name]]);
  const changed = {...settings, [section]: {kind, ...Object.fromEntries(shared)}};
  return (fitted?.(changed as never, section) ?? changed) as PartSettings;
}

/**
 * The fewest choices of parts that lead from one state of the settings to the parts of another, and the settings that
 * these choices alone would have given.
 */
export function choicesBetween(
  program: Program,
  from: PartSettings,
  to: PartSettings,
): {chosen: string[]; settings: PartSettings} {
  const names = Object.keys(program.sections);
  const isRight = (settings: PartSettings, name: string) => settings[name].kind === to[name].kind;
  const chosen: string[] = [];
  let settings = from;
  for (;;) {
    const tries = names
      .filter((name) => !isRight(settings, name) && !chosen.includes(name))
      .map((name) => ({name, after: withKind(program, settings, name, to[name].kind)}));
    if (tries.length === 0) return {chosen, settings};
    const rightOnes = ({after}: (typeof tries)[number]) => names.filter((name) => isRight(after, name)).length;
    const best = tries.reduce((a, b) => (rightOnes(b) > rightOnes(a) ? b : a));
    chosen.push(best.name);
    settings = best.after;
  }
}
