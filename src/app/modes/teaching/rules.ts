/** What a teacher has set for a run: controls that are hidden, locked or limited, and goals. */
import {create} from 'zustand';
import {type NumberField, number} from '../../../spec/index.ts';

/** A metric that shall be above or below a number. */
export interface Goal {
  metric: string;
  above?: number;
  below?: number;
}

export interface Teaching {
  /** What the class shall do, in the teacher's words. */
  says?: string;
  /** Controls by their names: the path of a setting, `kind:<section>`, or one of `OTHERS`. */
  hidden: readonly string[];
  locked: readonly string[];
  /** The least and the greatest value of settings that are numbers. */
  limits: Readonly<Record<string, readonly [number, number]>>;
  /** All at once. */
  goals: readonly Goal[];
}

/** Controls that are not settings of the run. */
export const OTHERS = {
  preset: 'Choice of presets',
  seed: 'Seed',
  all: 'The button for all settings',
  panels: 'Arranging panels',
} as const;

/** That of the run in view; undefined for a run that nobody has prepared. */
export const useTeaching = create<{now: Teaching | undefined}>(() => ({now: undefined}));

export const isHidden = (teaching: Teaching | undefined, control: string): boolean =>
  teaching?.hidden.includes(control) ?? false;

export const isLocked = (teaching: Teaching | undefined, control: string): boolean =>
  teaching?.locked.includes(control) ?? false;

/** Whether the reader may change a control. */
export const isFree = (control: string): boolean => {
  const {now} = useTeaching.getState();
  return !isHidden(now, control) && !isLocked(now, control);
};

/** A value within the limits that are set for it. */
export function withinLimits(path: string, value: unknown): unknown {
  const limits = useTeaching.getState().now?.limits[path];
  return limits && typeof value === 'number' ? Math.min(limits[1], Math.max(limits[0], value)) : value;
}

/** The field with the range that is left of it; unchanged where nothing would be left. */
export function limitedField(field: NumberField, limits: readonly [number, number] | undefined): NumberField {
  if (!limits) return field;
  const [least, greatest] = [Math.max(field.range[0], limits[0]), Math.min(field.range[1], limits[1])];
  if (!(least < greatest)) return field;
  // At the very ends a label would stick out.
  const marks = field.marks.filter((value) => value > least && value < greatest);
  return number({
    ...field,
    range: [least, greatest],
    marks,
    default: Math.min(greatest, Math.max(least, field.default)),
  });
}
