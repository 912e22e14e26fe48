import {lookOf} from '../../panels/chart/looks.ts';

/** A piece of a run's line: its colour and its dashes. The present run's is whole. */
export function Look({look}: {look: number | undefined}) {
  const own = look === undefined ? undefined : lookOf(look);
  return (
    <svg className="look" aria-hidden="true">
      <line
        x1="0"
        x2="26"
        y1="4"
        y2="4"
        strokeWidth="2.5"
        stroke={own ? `var(--group-${own.group})` : 'var(--accent)'}
        strokeDasharray={own?.dashes.join(' ')}
      />
    </svg>
  );
}
