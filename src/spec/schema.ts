/** The outer shape of a spec: version, seed, stages, moves and fan. What a stage's settings may be, its program says. */
import * as v from 'valibot';
import {VERSION} from './migrate.ts';
import {quoted} from './named.ts';
import {
  type Checked,
  MOST_MEMBERS,
  MOST_MOVES,
  MOST_STAGES,
  MOST_STARTS,
  STAGE_ID,
  type Stage,
  seedField,
  stepsField,
} from './spec.ts';

const WRONG_ID = 'A stage id must be a short word, for example "pretrain".';
const WRONG_START = 'from must map slots to "stage.slot".';
const WRONG_TICK = 'A move must have a tick that is a whole number from 0.';
const WRONG_MEMBER = 'The member of a move must be a whole number from 0, or "all".';
const WRONG_AXIS = 'An axis of a fan must be an object with stage, path and values.';
const WRONG_VALUES = 'The values of a fan must be a list of numbers.';
const WRONG_SEEDS = 'The seeds of a fan must be a list of numbers.';

/** The message of an object that has an unknown entry, or is none. */
const shaped = (what: string, entries: string, otherwise: string) => (issue: v.StrictObjectIssue) =>
  issue.expected === 'never'
    ? `${what} has no entry called ${quoted(String(issue.input))}; it has ${entries}.`
    : otherwise;

const moveSchema = v.strictObject(
  {
    stage: v.string('A move must name its stage.'),
    tick: v.pipe(v.number(WRONG_TICK), v.integer(WRONG_TICK), v.minValue(0, WRONG_TICK)),
    path: v.string('A move must have the path of a field.'),
    value: v.number('A move must set a number.'),
    member: v.optional(
      v.union(
        [v.pipe(v.number(), v.integer(WRONG_MEMBER), v.minValue(0, WRONG_MEMBER)), v.literal('all', WRONG_MEMBER)],
        WRONG_MEMBER,
      ),
    ),
  },
  shaped('A move', 'stage, tick, path, value and member', 'A move must be an object with stage, tick, path and value.'),
);

/** A list whose length is looked at before what it holds. */
const fewNumbers = (wrong: string, what: string) =>
  v.pipe(
    v.array(v.unknown(), wrong),
    v.maxLength(MOST_MEMBERS, `A fan can have at most ${MOST_MEMBERS} ${what}, one for each member.`),
    v.array(v.number(wrong)),
  );

const axisSchema = v.strictObject(
  {stage: v.string(WRONG_AXIS), path: v.string(WRONG_AXIS), values: fewNumbers(WRONG_VALUES, 'values of a setting')},
  shaped('An axis of a fan', 'stage, path and values', WRONG_AXIS),
);

const fanSchema = v.strictObject(
  {
    axes: v.optional(
      v.pipe(
        v.array(v.unknown(), 'axes must be a list.'),
        v.maxLength(2, 'A fan can have at most two axes.'),
        v.array(axisSchema),
      ),
      [],
    ),
    seeds: fewNumbers(WRONG_SEEDS, 'seeds'),
  },
  shaped('A fan', 'axes and seeds', 'A fan must be an object with axes and seeds.'),
);

function hasFewEntries(value: unknown): boolean {
  let count = 0;
  for (const _ in value as object) if (++count > MOST_STARTS) return false;
  return true;
}

/** `checkSettings` completes and checks the settings of a stage. */
export function specSchema(programs: readonly string[], checkSettings: (stage: Stage) => Checked<unknown>) {
  const stageSchema = v.pipe(
    v.strictObject(
      {
        id: v.pipe(v.string(WRONG_ID), v.regex(STAGE_ID, WRONG_ID)),
        program: v.picklist(programs, `program must be one of ${programs.join(', ')}.`),
        spec: v.optional(v.unknown(), {}),
        steps: stepsField.schema,
        from: v.optional(
          v.pipe(
            v.unknown(),
            v.check(hasFewEntries, `A stage can start at most ${MOST_STARTS} slots from others.`),
            v.record(v.string(), v.string(WRONG_START), WRONG_START),
          ),
        ),
      },
      shaped(
        'A stage',
        'id, program, spec, steps and from',
        'A stage must be an object with id, program, spec and steps.',
      ),
    ),
    v.rawTransform(({dataset, addIssue, NEVER}) => {
      const stage = dataset.value as Stage;
      const checked = checkSettings(stage);
      if (checked.ok) return {...stage, spec: checked.value};
      for (const message of checked.sentences) addIssue({message});
      return NEVER;
    }),
  );
  return v.strictObject(
    {
      version: v.literal(VERSION),
      seed: seedField.schema,
      stages: v.pipe(
        v.array(v.unknown(), 'stages must be a list of stages.'),
        v.minLength(1, 'A spec needs at least one stage.'),
        // Before any of them is looked at.
        v.maxLength(MOST_STAGES, `A spec can have at most ${MOST_STAGES} stages.`),
        v.array(stageSchema),
        v.check((list) => new Set(list.map(({id}) => id)).size === list.length, 'Every stage needs an id of its own.'),
      ),
      moves: v.optional(
        v.pipe(
          v.array(v.unknown(), 'moves must be a list.'),
          v.maxLength(MOST_MOVES, `A run can record at most ${MOST_MOVES} moves.`),
          v.array(moveSchema),
        ),
        [],
      ),
      fan: v.optional(fanSchema),
    },
    shaped('A spec', 'version, seed, stages, moves and fan', 'A spec must be an object with version, seed and stages.'),
  );
}
