/**
 * Messages between page and worker: commands one way, reports the other. This file and the types of src/runner/events.ts
 * are the whole contract.
 *
 * Both sides check every message at the edge: a command or report that does not have the shape written here is refused
 * with a sentence and never reaches a run. Big arrays are transferred, not copied.
 */
import * as v from 'valibot';
import {BACKENDS} from '../engine/backends/names.ts';
import type {Checkpoint, TickMetrics} from '../engine/records.ts';
import type {EngineReport, RunnerEvent} from '../runner/events.ts';
import {MOST_MEMBERS, type Move} from '../spec/index.ts';
import type {Points} from '../worlds/points.ts';

export type {EngineReport};

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const backend = v.picklist(BACKENDS);
const floats = v.instance(Float32Array);
const numbers = v.union([floats, v.instance(Int32Array)]);
const members = v.pipe(v.array(count), v.minLength(1), v.maxLength(MOST_MEMBERS));
const memberOfMove = v.optional(v.union([count, v.literal('all')]));

const moveSchema: v.GenericSchema<Move> = v.object({
  stage: v.string(),
  tick: count,
  path: v.string(),
  value: v.number(),
  member: memberOfMove,
});

const slotValues = v.array(v.tuple([v.string(), numbers, v.picklist(['replica', 'shared'])]));
const counts = v.array(v.tuple([v.string(), count]));

const checkpointSchema: v.GenericSchema<Checkpoint> = v.object({
  stage: count,
  tick: count,
  moves: v.array(moveSchema),
  cohorts: v.array(
    v.object({members: v.array(count), updates: counts, counts, slots: slotValues, finished: slotValues}),
  ),
});

export const commandSchema = v.variant('type', [
  v.object({
    type: v.literal('open'),
    /** Checked again, in full, by the worker. */
    spec: v.unknown(),
    backend,
    /** Address of the data folder. */
    data: v.string(),
    playing: v.boolean(),
    /** Which members of the spec's fan; all when left out. */
    members: v.optional(members),
    /** Where other workers train the rest of the population: how many train it, and how many members it has. */
    among: v.optional(v.object({workers: count, members: count})),
    /** Whether the run is measured often in its first steps, too. */
    watched: v.optional(v.boolean()),
    checkpoint: v.optional(checkpointSchema),
  }),
  v.object({type: v.literal('play')}),
  v.object({type: v.literal('pause')}),
  v.object({type: v.literal('step')}),
  /** Trains up to so many ticks of all stages together, and reports at once when they are reached. No limit at first. */
  v.object({type: v.literal('until'), trained: count}),
  /** Sets a hot or recapturing setting at the present tick, for all members or for one. */
  v.object({type: v.literal('move'), path: v.string(), value: v.number(), member: memberOfMove}),
  /** Asks whether that could be done at the present tick. */
  v.object({type: v.literal('weigh'), path: v.string(), value: v.number(), member: memberOfMove}),
  /** Asks for one frame of the chosen member, or of several, as soon as there is one newer than the last. */
  v.object({type: v.literal('want'), frame: v.string(), members: v.optional(members)}),
  /** Asks a question that the stage's program declares, about the chosen member. */
  v.object({type: v.literal('ask'), question: v.string(), ask: v.unknown()}),
  /** Chooses the member that frames and answers are about. */
  v.object({type: v.literal('choose'), member: count}),
  /** Pauses, and asks for a checkpoint: everything that the run needs to go on elsewhere. */
  v.object({type: v.literal('checkpoint')}),
  /** Trains some ticks and reports the speed. */
  v.object({type: v.literal('measure'), ticks: count}),
]);

export type Command = v.InferOutput<typeof commandSchema>;

const metricsSchema: v.GenericSchema<TickMetrics> = v.object({
  stage: v.string(),
  tick: count,
  members: v.optional(v.array(count)),
  values: v.record(v.string(), v.array(v.number())),
});

const pointsSchema: v.GenericSchema<Points> = v.variant('kind', [
  v.object({
    kind: v.literal('emoji'),
    styles: v.array(v.string()),
    concepts: count,
    keywords: v.optional(v.boolean()),
  }),
  v.object({
    kind: v.literal('things'),
    groups: v.array(v.string()),
    groupOf: v.array(count),
    names: v.optional(v.array(v.string())),
    details: v.optional(v.array(v.string())),
    things: v.optional(v.array(count)),
    sprites: v.optional(
      v.object({file: v.string(), cell: count, columns: count, ink: v.boolean(), at: v.array(count)}),
    ),
    colours: v.optional(v.array(v.string())),
    compared: v.optional(
      v.object({
        unseen: v.array(count),
        unit: v.number(),
        counted: v.picklist(['tokens', 'words']),
        each: count,
        features: v.array(v.string()),
        league: v.optional(
          v.object({
            teams: v.array(v.string()),
            leagues: v.array(v.string()),
            leagueOf: v.array(count),
            met: v.array(count),
            results: v.array(v.number()),
            train: count,
          }),
        ),
        categories: v.optional(v.object({label: v.string(), names: v.array(v.string()), of: v.array(count)})),
        about: v.optional(v.array(v.string())),
        words: v.optional(v.object({vocabulary: v.array(v.string()), most: count})),
      }),
    ),
    texts: v.optional(count),
  }),
]);

const engineSchema: v.GenericSchema<EngineReport> = v.object({
  launches: v.number(),
  copies: v.number(),
  submissions: v.number(),
  javascript: v.number(),
  whole: v.number(),
  together: v.number(),
  bytes: v.object({live: v.number(), allocated: v.number(), recorded: v.number()}),
  groups: count,
  reasons: v.array(v.object({what: v.string(), why: v.string()})),
});

const position = {stage: count, tick: count, trained: count};

/** The worker's first message: it now holds the lock of its name for its lifetime, so the page can wait for its end. */
type Alive = {type: 'alive'};
export type Report = Alive | RunnerEvent;
export type ReportOf<T extends Report['type']> = Extract<Report, {type: T}>;

export const reportSchema: v.GenericSchema<Report> = v.variant('type', [
  v.object({type: v.literal('alive')}),
  v.object({type: v.literal('opened'), backend, ...position, points: v.optional(pointsSchema)}),
  v.object({type: v.literal('entered'), stage: count, points: v.optional(pointsSchema)}),
  v.object({
    type: v.literal('progress'),
    ...position,
    metrics: v.array(metricsSchema),
    stepsPerSecond: v.number(),
    memory: v.object({tensors: count, bytes: count, planned: count}),
    engine: engineSchema,
    finished: v.boolean(),
    begun: v.number(),
  }),
  v.object({
    type: v.literal('frame'),
    frame: v.string(),
    stage: v.string(),
    member: count,
    tick: count,
    shape: v.array(count),
    data: floats,
  }),
  v.object({
    type: v.literal('answer'),
    question: v.string(),
    ask: v.unknown(),
    tick: count,
    member: count,
    answer: v.unknown(),
  }),
  v.object({type: v.literal('moved'), move: moveSchema}),
  v.object({type: v.literal('weighed'), sentence: v.optional(v.string())}),
  v.object({type: v.literal('refused'), path: v.string(), sentence: v.string()}),
  v.object({
    type: v.literal('checkpoint'),
    checkpoint: checkpointSchema,
    asked: v.boolean(),
    shapes: v.optional(v.record(v.string(), v.array(count))),
  }),
  v.object({type: v.literal('measured'), stepsPerSecond: v.number()}),
  v.object({type: v.literal('stopped'), sentence: v.string(), stage: count, lastGood: count}),
  v.object({type: v.literal('lost'), what: v.picklist(['GPU', 'memory', 'worker']), sentence: v.string()}),
  v.object({
    type: v.literal('failed'),
    sentence: v.string(),
    needsFile: v.optional(v.boolean()),
    unreachable: v.optional(v.boolean()),
    tooLarge: v.optional(v.boolean()),
    workers: v.optional(count),
  }),
]);
