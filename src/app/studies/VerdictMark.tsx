import type {Status} from './catalogue.ts';

/** A shape for each, so that colour is not needed to tell them apart. */
const SHAPES: Record<Status, string> = {
  shows: '✓',
  'does not show': '✕',
  unclear: '≈',
  'not measured yet': '◌',
  guide: '¶',
  'not built': '·',
};

export function VerdictMark({status}: {status: Status}) {
  return (
    <span className="verdict" data-status={status}>
      <span aria-hidden="true">{SHAPES[status]}</span> {status}
    </span>
  );
}
