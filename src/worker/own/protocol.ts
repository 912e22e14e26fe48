/** What the page and the worker that reads files say to each other. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const ownCommandSchema = v.variant('type', [
  /** Reads a file, and keeps what it holds; with `leaveOut` without the rows that cannot be used. */
  v.object({type: v.literal('read'), file: v.instance(File), leaveOut: v.boolean()}),
  /** Looks for a file that was kept. */
  v.object({type: v.literal('find'), hash: v.string()}),
  v.object({type: v.literal('forget'), hash: v.string()}),
]);

export type OwnCommand = v.InferOutput<typeof ownCommandSchema>;

/** The first rows of a table, as text. */
const previewSchema = v.object({headings: v.array(v.string()), rows: v.array(v.array(v.string()))});

const fileSchema = v.object({
  name: v.string(),
  hash: v.string(),
  rows: count,
  holds: v.picklist(['vectors', 'sentences', 'pairs', 'preferences']),
  classes: count,
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
  /** A file that can be trained on, and is kept. */
  v.object({
    type: v.literal('ready'),
    file: fileSchema,
    columns: count,
    leftOut: count,
    notes: v.array(v.string()),
    preview: previewSchema,
    /** Of preference pairs. */
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
]);

export type OwnReport = v.InferOutput<typeof ownReportSchema>;
export type Preview = v.InferOutput<typeof previewSchema>;
