/**
 * What page and worker say to each other: commands one way, reports the other. The whole contract is this file.
 *
 * Both sides check every message at the edge: a command or report that does not have the shape written here is refused
 * with a sentence and never reaches a run. Big arrays are transferred, not copied.
 */
import * as v from 'valibot';
import {BACKENDS} from '../engine/backends/names.ts';
import type {Checkpoint, TickMetrics} from '../engine/records.ts';
import {MOST_MEMBERS} from '../spec/index.ts';
import type {Points} from '../worlds/points.ts';

/** Frames that the page can ask for. */
export const FRAMES = [
  'points',
  'similarities',
  'batch',
  'spectrum',
  'representations',
  'rewards',
  'candidates',
  'weights',
  'audit',
] as const;
export type FrameName = (typeof FRAMES)[number];

/** Words of an answer that the reader writes, in any world. */
const MOST_WRITTEN = 128;

const tick = v.pipe(v.number(), v.integer(), v.minValue(0));
const backend = v.picklist(BACKENDS);
const floats = v.instance(Float32Array);
const numbers = v.union([floats, v.instance(Int32Array)]);

const moveSchema = v.object({
  stage: v.string(),
  tick,
  path: v.string(),
  value: v.number(),
  member: v.optional(v.union([tick, v.literal('all')])),
});

const counts = v.array(v.tuple([v.string(), tick]));
const slotValues = v.array(v.tuple([v.string(), numbers, v.picklist(['replica', 'shared'])]));

const checkpointSchema: v.GenericSchema<Checkpoint> = v.object({
  stage: tick,
  tick,
  moves: v.array(moveSchema),
  cohorts: v.array(
    v.object({
      members: v.array(tick),
      updates: counts,
      counts,
      slots: slotValues,
      finished: slotValues,
    }),
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
    /** Some members of the spec's fan, by their index; all when left out. */
    members: v.optional(v.pipe(v.array(tick), v.minLength(1), v.maxLength(MOST_MEMBERS))),
    checkpoint: v.optional(checkpointSchema),
  }),
  v.object({type: v.literal('play')}),
  v.object({type: v.literal('pause')}),
  v.object({type: v.literal('step')}),
  /** Trains no further than so many ticks of all stages together; a run that gets there reports at once. No limit at first. */
  v.object({type: v.literal('until'), trained: tick}),
  /** Sets a hot or recapturing setting at the present tick. */
  v.object({type: v.literal('move'), path: v.string(), value: v.number()}),
  /** Asks for one frame, as soon as there is a newer one than the last: after a step, or of a batch after a move. */
  v.object({type: v.literal('want'), frame: v.picklist(FRAMES)}),
  v.object({type: v.literal('neighbours'), row: tick}),
  /** Asks what each word of an unseen pair adds to the reward, and of an answer written to the same question, in tokens. */
  v.object({type: v.literal('words'), pair: tick, written: v.pipe(v.array(tick), v.maxLength(MOST_WRITTEN))}),
  /** Which member's frames are shown. */
  v.object({type: v.literal('choose'), replica: tick}),
  /** Asks for everything that the run needs to go on elsewhere; it pauses. */
  v.object({type: v.literal('checkpoint')}),
  /** Trains some ticks to see how fast that is. */
  v.object({type: v.literal('measure'), ticks: tick}),
]);

export type Command = v.InferOutput<typeof commandSchema>;

const metricsSchema: v.GenericSchema<TickMetrics> = v.object({
  stage: v.string(),
  tick,
  members: v.optional(v.array(tick)),
  values: v.record(v.string(), v.array(v.number())),
});

const pointsSchema: v.GenericSchema<Points> = v.variant('kind', [
  v.object({
    kind: v.literal('emoji'),
    styles: v.array(v.string()),
    concepts: tick,
    keywords: v.optional(v.boolean()),
  }),
  v.object({
    kind: v.literal('things'),
    groups: v.array(v.string()),
    groupOf: v.array(tick),
    names: v.optional(v.array(v.string())),
    details: v.optional(v.array(v.string())),
    things: v.optional(v.array(tick)),
    sprites: v.optional(v.object({file: v.string(), cell: tick, columns: tick, ink: v.boolean(), at: v.array(tick)})),
    colours: v.optional(v.array(v.string())),
    compared: v.optional(
      v.object({
        unseen: v.array(tick),
        unit: v.number(),
        counted: v.picklist(['tokens', 'words']),
        each: tick,
        features: v.array(v.string()),
        league: v.optional(
          v.object({
            teams: v.array(v.string()),
            leagues: v.array(v.string()),
            leagueOf: v.array(tick),
            met: v.array(tick),
            results: v.array(v.number()),
            train: tick,
          }),
        ),
        categories: v.optional(v.object({label: v.string(), names: v.array(v.string()), of: v.array(tick)})),
        about: v.optional(v.array(v.string())),
        words: v.optional(v.object({vocabulary: v.array(v.string()), most: tick})),
      }),
    ),
    texts: v.optional(tick),
  }),
]);

/** A text with its reward, and of each word how much lower the reward is without it. */
const weighedSchema = v.object({
  reward: v.number(),
  words: v.array(v.object({before: v.string(), text: v.string(), contribution: v.number()})),
  rest: v.string(),
});

/** What the engine does for a tick, of late. */
const engineSchema = v.object({
  /** Kernel launches and copies between buffers, 0 where nothing is launched (WebAssembly, JavaScript). */
  launches: v.number(),
  copies: v.number(),
  submissions: v.number(),
  /** Milliseconds of JavaScript, and from the first launch to the last number. */
  javascript: v.number(),
  whole: v.number(),
  /** Ticks in one submission. */
  together: v.number(),
  /** Bytes of tensors, of all memory held for them, and of it what recorded phases hold. */
  bytes: v.object({live: v.number(), allocated: v.number(), recorded: v.number()}),
  /** Groups of the population, one after another. */
  groups: tick,
  /** Phases that are not recorded, and kernels that are composed: which, and why. */
  reasons: v.array(v.object({what: v.string(), why: v.string()})),
});

export type EngineReport = v.InferOutput<typeof engineSchema>;

export const reportSchema = v.variant('type', [
  /** The worker holds the lock of its name, for as long as it lives. */
  v.object({type: v.literal('alive')}),
  v.object({type: v.literal('opened'), backend, points: pointsSchema, tick}),
  v.object({
    type: v.literal('progress'),
    tick,
    /** Ticks of all stages up to this one. */
    trained: tick,
    metrics: v.array(metricsSchema),
    /** Training steps per second of late; 0 while the run stands still. */
    stepsPerSecond: v.number(),
    memory: v.object({tensors: tick, bytes: tick}),
    engine: engineSchema,
    finished: v.boolean(),
  }),
  v.object({type: v.literal('frame'), frame: v.picklist(FRAMES), tick, shape: v.array(tick), data: floats}),
  v.object({
    type: v.literal('neighbours'),
    row: tick,
    tick,
    rows: v.array(tick),
    similarities: v.array(v.number()),
  }),
  v.object({
    type: v.literal('words'),
    pair: tick,
    written: v.array(tick),
    tick,
    /** Answers A and B, and the written one; none where the world has no texts. */
    texts: v.array(weighedSchema),
    reasons: v.object({
      towards: v.picklist(['A', 'B']),
      parts: v.array(v.object({label: v.string(), amount: v.number()})),
    }),
  }),
  /** Every move of the run so far, after one was made. */
  v.object({type: v.literal('moved'), moves: v.array(moveSchema)}),
  /** A move that was not made: the run goes on without it. */
  v.object({type: v.literal('refused'), path: v.string(), sentence: v.string()}),
  /** Given out every few seconds, or because the page asked for it. */
  v.object({type: v.literal('checkpoint'), checkpoint: checkpointSchema, asked: v.boolean()}),
  v.object({type: v.literal('measured'), stepsPerSecond: v.number()}),
  /** A value was not a finite number: the run stands still for good. */
  v.object({type: v.literal('stopped'), sentence: v.string(), lastGood: tick}),
  /** What the run computed on is gone: it can go on from a checkpoint in a new worker. */
  v.object({type: v.literal('lost'), what: v.picklist(['GPU', 'memory', 'worker']), sentence: v.string()}),
  /** The run itself cannot go on, or not before the reader has chosen a file. */
  v.object({type: v.literal('failed'), sentence: v.string(), needsFile: v.optional(v.boolean())}),
]);

export type Report = v.InferOutput<typeof reportSchema>;
export type ReportOf<T extends Report['type']> = Extract<Report, {type: T}>;
