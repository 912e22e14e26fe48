/** Settings at their maxima: for every choice of parts, and for every option of every part, each number as large as it may be. */
import type {OwnData} from '../../src/engine/own.ts';
import {language} from '../../src/programs/index.spec.ts';
import {assign, type Field, type OwnFile, type Part, type ProgramSpec, read, type Spec} from '../../src/spec/index.ts';

export interface Combination {
  /** "encoder: latent, mlp, infoNCE, adamW" */
  name: string;
  program: string;
  spec: Spec;
}

type Settings = Record<string, Record<string, unknown> & {kind: string}>;

await language.load(['encoder', 'reward', 'policy', 'soup', 'source']);

const ROWS = 20_000;
const COLUMNS = 8192;
/** More different words than a vocabulary takes, as many in a text as are read. */
const text = (row: number): string => Array.from({length: 130}, (_, i) => `w${(31 * row + i) % 5000}`).join(' ');
const rows = <T>(count: number, make: (row: number) => T): T[] => Array.from({length: count}, (_, row) => make(row));

/** Files of the reader's own, as large as the world takes them, by their hashes. */
const OWN: Readonly<Record<string, () => OwnData>> = {
  vectors: () => ({
    ...{holds: 'vectors', rows: 2048, columns: COLUMNS, values: new Float32Array(2048 * COLUMNS)},
    ...{classes: rows(10, String), classOf: Int32Array.from({length: 2048}, (_, row) => row % 10)},
  }),
  sentences: () => ({
    ...{holds: 'sentences', rows: ROWS, texts: rows(ROWS, text)},
    ...{classes: rows(10, String), classOf: Int32Array.from({length: ROWS}, (_, row) => row % 10)},
  }),
  preferences: () => ({
    ...{
      holds: 'preferences',
      rows: ROWS,
      prompts: rows(ROWS, text),
      promptOf: Int32Array.from(rows(ROWS, (row) => row)),
    },
    ...{first: rows(ROWS, text), second: rows(ROWS, (row) => text(row + 7)), labels: new Float32Array(ROWS).fill(1)},
    ...{classes: [], classOf: new Int32Array(), scores: Float32Array.from({length: 2 * ROWS}, (_, i) => i % 7)},
    audit: {
      ...{pairs: ROWS, ties: 0, equal: 0, longer: ROWS, shorter: 0},
      ...{chosenWords: 130, rejectedWords: 130, bins: []},
    },
  }),
};
const hashOf = (holds: string): string => Buffer.from(holds).toString('hex').padEnd(64, '0');
const fileOf = (holds: OwnFile['holds']): OwnFile => ({
  name: holds,
  hash: hashOf(holds),
  rows: ROWS,
  holds,
  classes: 10,
});

/** What the reader's file holds, for the resources of a test. */
export async function ownFile(hash: string): Promise<OwnData | undefined> {
  const holds = Object.keys(OWN).find((one) => hashOf(one) === hash);
  return holds ? OWN[holds]() : undefined;
}

/** The largest value of a number, and everything of a list. Other fields keep their defaults. */
function most(field: Field): unknown {
  if (field.type === 'number') return field.range[1];
  if (field.type === 'choices') return Object.keys(field.options);
  return field.default;
}

const atMost = ({kind, fields}: Part): Settings[string] => ({
  kind,
  ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, most(field)])),
});

/** One stage with these settings; numbers that forbid each other are halved, one at a time, until nothing is said against them. */
function allowed(program: string, settings: Settings): Spec | undefined {
  if (settings.world?.kind !== 'file' || read(settings, 'world.file.hash')) return halved(program, settings);
  const kinds = program === 'reward' ? (['preferences'] as const) : (['vectors', 'sentences'] as const);
  for (const holds of kinds) {
    const spec = halved(program, assign(settings, 'world.file', fileOf(holds)) as Settings);
    if (spec) return spec;
  }
  return undefined;
}

function halved(program: string, settings: Settings): Spec | undefined {
  const checked = (spec: Settings) => language.check({stages: [{id: 'main', program, spec}]});
  const whole = checked(settings);
  if (whole.ok) return whole.value;
  for (const path of ['training.batch', 'world.classes', 'sampling.rounds']) {
    for (let at = settings, value = Number(read(settings, path)); value > 1; ) {
      value = Math.floor(value / 2);
      at = assign(settings, path, value) as Settings;
      const less = checked(at);
      if (less.ok) return less.value;
    }
  }
  return undefined;
}

/** All ways to choose one part in each section. */
function* choicesOf({sections}: ProgramSpec): Generator<Part[]> {
  const all = Object.values(sections);
  const at = all.map(() => 0);
  for (;;) {
    yield all.map(({parts}, i) => parts[at[i]]);
    let i = at.length - 1;
    while (i >= 0 && ++at[i] === all[i].parts.length) at[i--] = 0;
    if (i < 0) return;
  }
}

export function* combinations(): Generator<Combination> {
  for (const program of language.programs) {
    const names = Object.keys(program.sections);
    const told = new Set<string>();
    const chosen = new Set<string>();
    for (const parts of choicesOf(program)) {
      const settings: Settings = Object.fromEntries(names.map((name, i) => [name, atMost(parts[i])]));
      const name = `${program.program}: ${parts.map(({kind}) => kind).join(', ')}`;
      const spec = allowed(program.program, settings);
      if (!spec) continue;
      for (const {kind} of parts) chosen.add(kind);
      yield {name, program: program.program, spec};
      // Every option of a part once, with the first other parts with which it is allowed.
      for (const [i, part] of parts.entries()) {
        for (const [field, {type, ...rest}] of Object.entries(part.fields)) {
          if (type !== 'choice') continue;
          for (const option of Object.keys((rest as unknown as {options: object}).options)) {
            const what = `${names[i]}.${part.kind}.${field}=${option}`;
            const other = assign(settings, `${names[i]}.${field}`, option) as Settings;
            const varied = told.has(what) ? undefined : allowed(program.program, other);
            if (!varied) continue;
            told.add(what);
            yield {name: `${name}, ${what}`, program: program.program, spec: varied};
          }
        }
      }
    }
    // What needs options of other parts that are off by default brings them.
    for (const [section, {parts}] of Object.entries(program.sections)) {
      for (const part of parts.filter(({kind}) => !chosen.has(kind))) {
        const first = Object.fromEntries(names.map((name) => [name, atMost(program.sections[name].parts[0])]));
        const fitted = program.fitted?.({...first, [section]: atMost(part)} as never, section);
        const spec = fitted ? allowed(program.program, fitted as Settings) : undefined;
        if (spec) yield {name: `${program.program}: ${part.kind} and what it needs`, program: program.program, spec};
      }
    }
  }
}
