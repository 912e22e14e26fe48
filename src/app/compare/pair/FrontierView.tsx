/** Reward against divergence of two policies, on the same axes. */
import {useState} from 'react';
import {FrontierChart, newReader} from '../../../panels/frontier/FrontierPanel.tsx';
import {signal} from '../../../panels/hypersphere/signal.ts';
import type {Slots} from './SpheresView.tsx';
import type {Side} from './side.ts';

export function FrontierView({sides, head, foot}: Slots) {
  return (
    <>
      <div className="pair-row">
        {([0, 1] as const).map((i) => (
          <section key={sides[i].id} className="pair-one" aria-label={sides[i].label} data-testid={`pair-${i}`}>
            {head(i)}
            <div className="pair-figure">
              <One side={sides[i]} other={sides[1 - i]} />
            </div>
            {foot(i)}
          </section>
        ))}
      </div>
      <p className="pair-note" data-testid="pair-note" data-kind="frontier">
        Both have the same axes: the KL from the reference in nats, and gains over the reference in standard deviations
        of its own answers. Full lines are what the run went through, thin ones what could be reached.
      </p>
    </>
  );
}

function One({side, other}: {side: Side; other: Side}) {
  const [read] = useState(newReader);
  const [hover] = useState(() => signal<number | undefined>(undefined));
  return (
    <FrontierChart
      frontier={side.frontier}
      log={side.log}
      stretch={side.stretch}
      view={WHOLE}
      hover={hover}
      onHover={(tick) => hover.set(tick)}
      beside={other}
      onDrawn={side.onDrawn}
      read={read}
      spacing="linear"
    />
  );
}

/** Nobody looks back. */
const WHOLE = signal({tick: 0, steps: 0, at: undefined});
