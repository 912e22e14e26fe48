/**
 * Parts and sections: how fields make up a spec.
 *
 * A part (the emoji world, InfoNCE, AdamW ...) is a named set of fields. A section of a program's spec is either one
 * part ("training") or a choice among parts told apart by `kind` ("world", "objective"). This file turns them into
 * schemas and walks a value together with its fields.
 */
import * as v from 'valibot';
import type {Field, FieldValue} from './fields.ts';
import {named, quoted} from './named.ts';

type Fields = Readonly<Record<string, Field>>;

export interface Part<K extends string = string, F extends Fields = Fields> {
  kind: K;
  label: string;
  help: string;
  fields: F;
  /** Settings by the names that they had in published links and specs, which are read for ever. */
  formerly?: Readonly<Record<string, string>>;
  /** What two fields must have to do with each other: a sentence when they do not. */
  check?: (value: never) => string | undefined;
}

export type PartValue<P> = P extends Part<infer K, infer F> ? {kind: K} & {[N in keyof F]: FieldValue<F[N]>} : never;

/** One section of a program's spec: a choice among parts (with one part there is nothing to choose). */
export interface Section<P extends Part = Part> {
  label: string;
  help: string;
  parts: readonly [P, ...P[]];
}

export type SectionValue<S> = S extends Section<infer P> ? PartValue<P> : never;
export type Sections = Readonly<Record<string, Section>>;
export type SectionsValue<S> = {[N in keyof S]: SectionValue<S[N]>};

export function part<const K extends string, F extends Fields>(
  definition: Omit<Part<K, F>, 'check'> & {check?: (value: PartValue<Part<K, F>>) => string | undefined},
): Part<K, F> {
  return definition as Part<K, F>;
}

export function section<const P extends readonly [Part, ...Part[]]>(
  label: string,
  help: string,
  parts: P,
): Section<P[number]> {
  return {label, help, parts};
}

function partSchema(definition: Part): v.GenericSchema<unknown, {kind: string}> {
  const entries = Object.fromEntries(Object.entries(definition.fields).map(([name, field]) => [name, field.schema]));
  const names = Object.keys(entries);
  const schema = v.strictObject({kind: v.literal(definition.kind), ...entries}, (issue) =>
    issue.expected === 'never'
      ? `${definition.label} has no setting called ${quoted(String(issue.input))}; it has ${named(names)}.`
      : `${definition.label} must be an object with the settings ${named(names)}.`,
  );
  return schema as unknown as v.GenericSchema<unknown, {kind: string}>;
}

function sectionSchema(definition: Section): v.GenericSchema<unknown, {kind: string}> {
  const kinds = definition.parts.map((p) => p.kind);
  const wrong = `${definition.label} must have a "kind" that is one of ${named(kinds)}.`;
  const byKind = new Map(definition.parts.map((p) => [p.kind, partSchema(p)]));
  const fallback = kinds[0];
  return v.pipe(
    v.unknown(),
    v.rawTransform(({dataset, addIssue, NEVER}) => {
      const value = dataset.value ?? {kind: fallback};
      if (typeof value !== 'object' || Array.isArray(value)) {
        addIssue({message: wrong});
        return NEVER;
      }
      const kind = 'kind' in value ? value.kind : fallback;
      const schema = typeof kind === 'string' ? byKind.get(kind) : undefined;
      if (!schema) {
        addIssue({message: wrong});
        return NEVER;
      }
      const result = v.safeParse(schema, {...value, kind});
      if (!result.success) {
        for (const issue of result.issues) addIssue({message: issue.message});
        return NEVER;
      }
      const conflict = definition.parts.find((p) => p.kind === kind)?.check?.(result.output as never);
      if (conflict) addIssue({message: conflict});
      return result.output;
    }),
  );
}

/** The schema of a program's spec: every section, complete with defaults. */
export function sectionsSchema<S extends Sections>(
  label: string,
  sections: S,
): v.GenericSchema<unknown, SectionsValue<S>> {
  const names = Object.keys(sections);
  const entries = Object.fromEntries(
    Object.entries(sections).map(([name, s]) => [name, v.optional(sectionSchema(s), {})]),
  );
  const shape = `${label} must be an object with the parts ${named(names)}.`;
  const schema = v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value), shape),
    v.strictObject(entries, (issue) =>
      issue.expected === 'never'
        ? `${label} has no part called ${quoted(String(issue.input))}; it has ${named(names)}.`
        : shape,
    ),
  );
  return schema as unknown as v.GenericSchema<unknown, SectionsValue<S>>;
}

export interface Place {
  /** Dotted path from the root of the program's spec: `objective.temperature`. */
  path: string;
  section: string;
  name: string;
  part: Part;
  field: Field;
  value: unknown;
}

/** Every field of a program's spec, in the order in which it is declared. */
export function places(sections: Sections, spec: Readonly<Record<string, unknown>>): Place[] {
  return Object.entries(sections).flatMap(([sectionName, s]) => {
    const value = spec[sectionName] as Readonly<Record<string, unknown>> & {kind: string};
    const chosen = partOf(s, value.kind);
    return Object.entries(chosen.fields).map(([name, field]) => ({
      path: `${sectionName}.${name}`,
      section: sectionName,
      name,
      part: chosen,
      field,
      value: value[name],
    }));
  });
}

export function partOf(s: Section, kind: string): Part {
  const found = s.parts.find((p) => p.kind === kind);
  if (!found) throw new Error(`${s.label} has no kind ${JSON.stringify(kind)}.`);
  return found;
}
