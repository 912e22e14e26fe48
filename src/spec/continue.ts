/** Going on with a run that is finished: by further stages. */
import {memberSpec, membersOf} from './fan.ts';
import type {SpecLanguage} from './language.ts';
import {settingsAt} from './moves.ts';
import {read} from './path.ts';
import {type Checked, MOST_STAGES, type Move, type Spec, type Stage} from './spec.ts';

/**
 * The run with one more stage that goes on from the last one: with all its slots, optimiser moments and update counts, and
 * a schedule of its own. Its settings are those with which the last stage ended, for each member, or `settings`.
 */
export function continued(
  language: SpecLanguage,
  spec: Spec,
  {steps, settings}: {steps: number; settings?: unknown},
): Checked<Spec> {
  const last = spec.stages[spec.stages.length - 1];
  const stage: Stage = {
    id: nextId(spec.stages, last.id),
    program: last.program,
    spec: settings ?? settingsAt(spec, last, last.steps),
    steps,
    from: {'*': `${last.id}.*`},
  };
  const longer = {...spec, stages: [...spec.stages, stage]};
  return (
    full(spec, 1) ?? language.check({...longer, moves: [...spec.moves, ...carried(language, longer, last, stage)]})
  );
}

/** Moves at the beginning of a stage that give each member what it had at the end of the stage that it continues. */
function carried(language: SpecLanguage, spec: Spec, last: Stage, stage: Stage): Move[] {
  const moved = new Set(spec.moves.filter((move) => move.stage === last.id).map(({path}) => path));
  const before = settingsAt(spec, last, last.steps);
  const unchanged = [...moved].filter((path) => read(stage.spec, path) === read(before, path));
  const alone = membersOf(spec).map(({index}) => {
    const {stages, moves, ...rest} = memberSpec(spec, index);
    const find = (id: string) => stages.find((one) => one.id === id)!;
    return {ended: settingsAt({...rest, stages, moves}, find(last.id), last.steps), begins: find(stage.id).spec};
  });
  const places = language.places(stage);
  return unchanged.flatMap((path): Move[] => {
    const values = alone.map(({ended}) => read(ended, path) as number);
    const differing = values.flatMap((value, member) => (read(alone[member].begins, path) === value ? [] : [member]));
    if (differing.length === 0 || !places.some((place) => place.path === path)) return [];
    const move = {stage: stage.id, tick: 0, path};
    if (values.every((value) => value === values[0])) return [{...move, value: values[0], member: 'all'}];
    return differing.map((member) => ({...move, value: values[member], member}));
  });
}

/**
 * The run with a stage made again with other settings, and with every stage after it made again on top of that: `judge` and
 * `policy` are followed by `judge2` and `policy2`. What was trained before stays as it was. `later` gives the settings of the
 * stages after it.
 */
export function redone(
  language: SpecLanguage,
  spec: Spec,
  stageId: string,
  settings: unknown,
  later: (stage: Stage) => unknown = (stage) => stage.spec,
): Checked<Spec> {
  const first = spec.stages.findIndex(({id}) => id === stageId);
  if (first < 0) throw new Error(`The spec has no stage ${JSON.stringify(stageId)}.`);
  const again = spec.stages.slice(first);
  const fanned = spec.fan?.axes.find(({stage}) => again.some(({id}) => id === stage));
  if (fanned) {
    const sentence = `The fan varies ${fanned.path} of stage ${fanned.stage}, so it cannot be trained again with other settings: take the fan away, or start a new run.`;
    return {ok: false, sentences: [sentence]};
  }
  const ids = new Map<string, string>();
  const stages = [...spec.stages];
  for (const stage of again) {
    const id = nextId(stages, stage.id);
    const first = stage.id === stageId;
    const from = stage.from && {...remapped(stage.from, ids), ...(!first && resumed(language, stage))};
    stages.push({...stage, id, spec: first ? settings : later(stage), ...(from && {from})});
    ids.set(stage.id, id);
  }
  const moves = spec.moves
    .filter((move) => move.stage !== stageId && ids.has(move.stage))
    .map((move) => ({...move, stage: ids.get(move.stage)!}));
  return full(spec, again.length) ?? language.check({...spec, stages, moves: [...spec.moves, ...moves]});
}

/** What a stage that is made again takes from what it has learnt the first time, where it started from something. */
const resumed = (language: SpecLanguage, {id, program, from = {}}: Stage): Record<string, string> =>
  Object.fromEntries(
    (language.program(program).resumes ?? [])
      .filter((slots) => slots in from)
      .map((slots) => [slots, `${id}.${slots}`]),
  );

/** `from` with the ids of stages that were made again. */
const remapped = (from: Record<string, string>, ids: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(from).map(([slot, source]) => {
      const [id, ...rest] = source.split('.');
      return [slot, [ids.get(id) ?? id, ...rest].join('.')];
    }),
  );

function full(spec: Spec, more: number): Checked<never> | undefined {
  if (spec.stages.length + more <= MOST_STAGES) return undefined;
  const has = `This run has ${spec.stages.length} stages, and one can have at most ${MOST_STAGES}`;
  return {ok: false, sentences: [`${has}: start a new run from here instead.`]};
}

/** main -> main2 -> main3: the next number that is free. */
function nextId(stages: readonly Stage[], id: string): string {
  const taken = new Set(stages.map((stage) => stage.id));
  // An id has at most 40 characters.
  const base = id.replace(/\d+$/, '').slice(0, 37);
  let n = 2;
  while (taken.has(`${base}${n}`)) n++;
  return `${base}${n}`;
}
