/** Messages between the page and the worker that reads files. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const ownCommandSchema = v.variant('type', [
  /**
   * Reads a file and keeps it on this machine. With `leaveOut`, rows that cannot be used are left out; with `page`, the
   * file is kept only as long as the lock of that name is held.
   */
  v.object({
    type: v.literal('read'),
    file: v.instance(File),
    leaveOut: v.boolean(),
    page: v.optional(v.string()),
  }),
  /** Looks for a file that was kept. */
  v.object({type: v.literal('find'), hash: v.string()}),
  v.object({type: v.literal('forget'), hash: v.string()}),
  /** Lists all files that are kept. */
  v.object({type: v.literal('list')}),
]);

export type OwnCommand = v.InferOutput<typeof ownCommandSchema>;

/** The first rows of a table, as text. */
const previewSchema = v.object({headings: v.array(v.string()), rows: v.array(v.array(v.string()))});

const holds = v.picklist(['vectors', 'sentences', 'pairs', 'preferences']);

const fileSchema = v.object({
  name: v.string(),
  hash: v.string(),
  rows: count,
  holds,
  classes: count,
});

const keptSchema = v.object({
  hash: v.string(),
  name: v.string(),
  rows: count,
  holds,
  bytes: count,
  page: v.optional(v.string()),
});

const auditSchema = v.object({
  pairs: count,
  ties: count,
  equal: count,
  longer: count,
  shorter: count,
  chosenWords: v.number(),
  rejectedWords: v.number(),
  bins: v.array(v.object({from: count, to: count, pairs: count, longer: count})),
});

export const ownReportSchema = v.variant('type', [
  v.object({type: v.literal('progress'), doing: v.picklist(['load', 'read', 'keep']), done: v.number()}),
  /** A file that can be trained on and was kept. */
  v.object({
    type: v.literal('ready'),
    file: fileSchema,
    columns: count,
    leftOut: count,
    notes: v.array(v.string()),
    preview: previewSchema,
    /** Only for preference pairs. */
    audit: v.optional(auditSchema),
  }),
  v.object({
    type: v.literal('refused'),
    sentence: v.string(),
    problems: v.array(v.object({row: count, sentence: v.string()})),
    canLeaveOut: count,
  }),
  /** No file of that hash is kept here. */
  v.object({type: v.literal('missing')}),
  v.object({type: v.literal('forgotten')}),
  v.object({type: v.literal('listed'), files: v.array(keptSchema)}),
]);

export type OwnReport = v.InferOutput<typeof ownReportSchema>;
export type KeptFile = v.InferOutput<typeof keptSchema>;
export type Preview = v.InferOutput<typeof previewSchema>;
