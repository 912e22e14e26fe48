/** Which setting to turn down, and how far, so that a run fits into memory: found by planning with smaller values. */
import {LabError} from '../engine/resources.ts';
import {
  assign,
  isFanned,
  type Member,
  memberSpec,
  type NumberField,
  read,
  type Spec,
  type SpecLanguage,
} from '../spec/index.ts';

export interface AdviceRequest {
  spec: Spec;
  language: SpecLanguage;
  members: readonly Member[];
  /** Members in all workers together. */
  all: number;
  /** How many times too large a run is; 0 if it fits. */
  beyond(spec: Spec, members: readonly Member[]): number;
  /** Loads the worlds of a spec, which `beyond` needs. */
  load(spec: Spec): Promise<void>;
}

/** A setting that can be smaller. */
interface Dial {
  stage: string;
  path: string;
  field: NumberField;
}

/** The spec with a setting at a lower value. */
interface Turned {
  dial: Dial;
  spec: Spec;
  to: number;
  beyond: number;
}

/** "Lower Batch from 4,096 to 512.", "Train at most 12 members at once: ..." */
export async function advice(request: AdviceRequest): Promise<string> {
  const {spec, members, beyond} = request;
  if (!spec.fan) return turnedDown(request, spec, members);
  const fewer = Math.floor((fewerMembers(request) * request.all) / members.length);
  if (fewer > 0) {
    return `With at most ${fewer} members it fits: choose fewer seeds, or fewer values.`;
  }
  // Not even one fits: the largest decides.
  const size = (member: Member) => beyond(spec, [member]);
  const largest = members.reduce((a, b) => (size(b) > size(a) ? b : a));
  return turnedDown(request, memberSpec(spec, largest.index), ALONE);
}

const ALONE: readonly Member[] = [{index: 0, seed: 0, values: []}];

/** How many members fit, the first ones of those that there are; 0 if not even one does. */
function fewerMembers({spec, members, beyond}: AdviceRequest): number {
  let [fits, fails] = [0, members.length];
  while (fails - fits > 1) {
    const half = Math.floor((fits + fails) / 2);
    if (beyond(spec, members.slice(0, half)) > 0) fails = half;
    else fits = half;
  }
  return fits;
}

async function turnedDown(request: AdviceRequest, spec: Spec, members: readonly Member[]): Promise<string> {
  const dials = dialsOf(request, spec);
  const ofWorlds = (dial: Dial) => dial.path.startsWith('world.');
  // Most worlds take long to make, and little memory.
  const first = await lowered(
    request,
    spec,
    members,
    dials.filter((dial) => !ofWorlds(dial)),
  );
  const found = first.fits ? first : await lowered(request, spec, members, dials);
  const named = found.changed.map(({dial, to}) => {
    const {label} = dial.field;
    const where = spec.stages.length > 1 ? ` of the stage ${dial.stage}` : '';
    return `${label}${where} from ${shown(presentOf(spec, dial))} to ${shown(to)}`;
  });
  if (!found.fits || named.length === 0) return 'Choose a smaller world or model: no setting alone makes it fit.';
  return `Lower ${named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)}` : named[0]}.`;
}

const shown = (value: number): string => value.toLocaleString('en');

/** Whole numbers that a reader can set, of which memory may depend. */
function dialsOf({language}: AdviceRequest, spec: Spec): Dial[] {
  return spec.stages.flatMap((stage) =>
    language
      .places(stage)
      .flatMap(({path, field}) =>
        field.type === 'number' && field.integer && !isFanned(spec, stage.id, path)
          ? [{stage: stage.id, path, field}]
          : [],
      ),
  );
}

const presentOf = ({stages}: Spec, {stage, path}: Dial): number =>
  read(stages.find(({id}) => id === stage)!.spec, path) as number;

function withValue(spec: Spec, {stage, path}: Dial, value: number): Spec {
  const stages = spec.stages.map((one) => (one.id === stage ? {...one, spec: assign(one.spec, path, value)} : one));
  // Moves would raise it again.
  return {...spec, stages, moves: spec.moves.filter((move) => move.stage !== stage || move.path !== path)};
}

/** The least value to turn a setting down to. None of a thing is not less of it: without hidden layers it is another model. */
const leastOf = ({range: [least]}: NumberField): number => Math.max(1, least);

/** Half of a value, as the setting allows it; undefined at its least. */
function half(field: NumberField, value: number): number | undefined {
  const {step} = field;
  const down =
    step === 'octave' ? 2 ** Math.floor(Math.log2(value / 2)) : Math.floor(value / 2 / (step ?? 1)) * (step ?? 1);
  const next = Math.max(leastOf(field), down);
  return next < value ? next : undefined;
}

/**
 * Halves one setting until the run fits: the one that needs the fewest halvings. Where none is enough alone, the one that
 * helps most goes to its least value, and then the next one. What the language or the world refuses is left out.
 */
async function lowered(
  {language, beyond, load}: AdviceRequest,
  spec: Spec,
  members: readonly Member[],
  dials: readonly Dial[],
): Promise<{fits: boolean; changed: {dial: Dial; to: number}[]}> {
  const changed: {dial: Dial; to: number}[] = [];
  let [at, left] = [spec, [...dials]];
  const turned = async (dial: Dial, to: number): Promise<Turned | undefined> => {
    const less = withValue(at, dial, to);
    if (to >= presentOf(at, dial) || !language.check(less).ok) return undefined;
    try {
      await load(less);
      return {dial, spec: less, to, beyond: beyond(less, members)};
    } catch (error) {
      // With so little of it there is nothing to train on.
      if (error instanceof LabError) return undefined;
      throw error;
    }
  };
  /** At its least value; where there is nothing to train on with so little, at the least of its halves that leave something. */
  const lowest = async (dial: Dial): Promise<Turned | undefined> => {
    const least = await turned(dial, leastOf(dial.field));
    if (least) return least;
    let lower: Turned | undefined;
    for (let to = half(dial.field, presentOf(at, dial)); to !== undefined; to = half(dial.field, to)) {
      // The least was refused.
      if (to > leastOf(dial.field)) lower = (await turned(dial, to)) ?? lower;
    }
    return lower;
  };
  /** How often the setting is halved until the run fits. */
  const halved = async (dial: Dial): Promise<{halvings: number; turned: Turned} | undefined> => {
    let halvings = 0;
    for (let to = half(dial.field, presentOf(at, dial)); to !== undefined; to = half(dial.field, to)) {
      halvings++;
      const one = await turned(dial, to);
      if (one?.beyond === 0) return {halvings, turned: one};
    }
    return undefined;
  };
  for (let now = beyond(at, members); now > 0; now = beyond(at, members)) {
    const most = await inTurn(left, lowest);
    const enough = await inTurn(
      most.filter((one) => one.beyond === 0),
      ({dial}) => halved(dial),
    );
    const [best] = enough.sort((a, b) => a.halvings - b.halvings);
    const [next] = best ? [best.turned] : most.filter((one) => one.beyond < now).sort((a, b) => a.beyond - b.beyond);
    if (!next) return {fits: false, changed};
    left = left.filter((one) => one !== next.dial);
    changed.push({dial: next.dial, to: next.to});
    at = next.spec;
  }
  return {fits: true, changed};
}

/** One after the other, as worlds are loaded meanwhile; without what is undefined. */
async function inTurn<A, B>(all: readonly A[], make: (one: A) => Promise<B | undefined>): Promise<B[]> {
  const made: B[] = [];
  for (const one of all) {
    const next = await make(one);
    if (next !== undefined) made.push(next);
  }
  return made;
}
