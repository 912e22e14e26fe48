/**
 * What the slots of a stage start from: `from` with its wildcards, as pairs of slots. Everything is checked when a run opens,
 * so that no run fails between two stages.
 */
import {continuedStage, type Stage} from '../spec/index.ts';
import {sizeOf} from './kernel.ts';
import {momentsOf} from './optimiser.ts';
import type {OptimiserSettings, SlotName, Slots} from './program.ts';
import {LabError} from './resources.ts';

/** A stage as its program lays it out. */
export interface Layout {
  stage: Stage;
  slots: Slots;
  optimisers: Record<string, OptimiserSettings>;
}

export interface Starts {
  /** Slots of the stage, each with the `stage.slot` that it starts from. */
  slots: ReadonlyMap<SlotName, string>;
  /** Groups whose count of updates goes on, each with its `stage.group`. */
  groups: ReadonlyMap<string, string>;
}

/** The starts of the stage at `index`. Throws a LabError when a name or a size is wrong. */
export function startsOf(layouts: readonly Layout[], index: number): Starts {
  const target = layouts[index];
  const {stage} = target;
  const all = new Map<SlotName, string>();
  const groups = new Map<string, string>();
  // Exact names come last, so that they win over wildcards.
  const entries = Object.entries(stage.from ?? {}).sort(
    ([a], [b]) => Number(b.endsWith('*')) - Number(a.endsWith('*')),
  );
  for (const [slot, from] of entries) {
    const [id, name] = splitSource(from);
    const source = layouts.slice(0, index).find((layout) => layout.stage.id === id);
    if (!source)
      throw new LabError(`Stage ${stage.id} takes ${slot} from ${from}, and there is no such stage before it.`);
    if (slot === '*' && continuedStage(stage) === id) {
      for (const group of continuedGroups(source, target)) groups.set(group, `${id}.${group}`);
    }
    const pairs = slot.endsWith('*') ? matches(source, target, slot, name) : [[slot, name] as const];
    if (pairs.length === 0)
      throw new LabError(`Stage ${stage.id} takes ${slot} from ${from}, and no slots have such names in both stages.`);
    for (const [to, of] of pairs) {
      checkPair(source, target, to, of);
      all.set(to, `${id}.${of}`);
    }
  }
  checkGiven(target, all);
  return {slots: all, groups};
}

/** Throws a LabError where a slot that must start from an earlier stage's does not. */
export function checkGiven(
  {stage, slots}: Pick<Layout, 'stage' | 'slots'>,
  started: ReadonlyMap<SlotName, string>,
): void {
  const missing = Object.keys(slots).find((name) => slots[name].given && !started.has(name));
  if (missing === undefined) return;
  throw new LabError(
    `Stage ${stage.id} needs ${missing} from an earlier stage, and none gives it. Where a reward model judges, choose the same model, with as many members, in the stage that trains it.`,
  );
}

/** `sft.policy/w0` as `sft` and `policy/w0`. */
function splitSource(source: string): [stage: string, slot: string] {
  const dot = source.indexOf('.');
  return [source.slice(0, dot), source.slice(dot + 1)];
}

/** Groups that both stages train with the same kind of optimiser: its moments mean the same in both. */
const continuedGroups = (source: Layout, target: Layout): string[] =>
  Object.keys(target.optimisers).filter((group) => source.optimisers[group]?.kind === target.optimisers[group].kind);

/**
 * Slots of both stages with the same ending after `slot` and `from` (each up to its `*`). Data is not among them. Moments
 * are only where a whole stage goes on: without the count of updates their bias correction would be wrong.
 */
function matches(source: Layout, target: Layout, slot: string, from: string): [to: SlotName, of: SlotName][] {
  const [prefix, sourcePrefix] = [slot.slice(0, -1), from.slice(0, -1)];
  const whole = prefix === '' && sourcePrefix === '';
  const moments = new Set(
    whole ? continuedGroups(source, target).flatMap((group) => momentsOf(target.slots, group)) : [],
  );
  return Object.keys(target.slots)
    .filter((name) => name.startsWith(prefix))
    .map((name): [SlotName, SlotName] => [name, sourcePrefix + name.slice(prefix.length)])
    .filter(([to, of]) => {
      const role = target.slots[to].role;
      if (role === 'data' || (role === 'moment' && !moments.has(to))) return false;
      return Object.hasOwn(source.slots, of) && source.slots[of].role !== 'data';
    });
}

function checkPair(source: Layout, target: Layout, to: SlotName, of: SlotName): void {
  const takes = `Stage ${target.stage.id} takes ${to} from ${source.stage.id}.${of}`;
  const from = Object.hasOwn(source.slots, of) ? source.slots[of] : undefined;
  if (!from || from.role === 'data') throw new LabError(`${takes}, and there is no such slot.`);
  const slot = Object.hasOwn(target.slots, to) ? target.slots[to] : undefined;
  if (!slot) {
    const there = Object.keys(target.slots).join(', ');
    throw new LabError(`${takes}, and stage ${target.stage.id} has no slot ${JSON.stringify(to)}; it has ${there}.`);
  }
  const [has, needs] = [sizeOf(from.shape), sizeOf(slot.shape)];
  if (has !== needs) throw new LabError(`${takes}, which has ${has} values, not ${needs}.`);
  if (from.axis !== slot.axis || from.dtype !== slot.dtype)
    throw new LabError(`${takes}, which is ${from.dtype} and ${from.axis}, not ${slot.dtype} and ${slot.axis}.`);
}
