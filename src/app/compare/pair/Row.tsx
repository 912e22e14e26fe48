/** The two sides of a comparison beside each other: what stands over each, its figure, and what stands under it. */
import type {ReactNode} from 'react';
import type {Side} from './side.ts';

export interface Slots {
  sides: readonly [Side, Side];
  head(i: 0 | 1): ReactNode;
  foot(i: 0 | 1): ReactNode;
}

interface Props extends Slots {
  figure(i: 0 | 1): ReactNode;
  /** Between the figure and the foot. */
  under?(i: 0 | 1): ReactNode;
}

export function Row({sides, head, foot, figure, under}: Props) {
  return (
    <div className="pair-row">
      {([0, 1] as const).map((i) => (
        <section key={sides[i].id} className="pair-one" aria-label={sides[i].label} data-testid={`pair-${i}`}>
          {head(i)}
          <div className="pair-figure">{figure(i)}</div>
          {under?.(i)}
          {foot(i)}
        </section>
      ))}
    </div>
  );
}
