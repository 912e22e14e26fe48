/** Reward against divergence of two policies, on the same axes. */
import {useState} from 'react';
import {constant} from '../../../panels/frame/constant.ts';
import {FrontierChart, newReader} from '../../../panels/frontier/FrontierPanel.tsx';
import {signal} from '../../../panels/hypersphere/signal.ts';
import {Row, type Slots} from './Row.tsx';
import type {Side} from './side.ts';

export function FrontierView(slots: Slots) {
  const {sides} = slots;
  return (
    <>
      <Row {...slots} figure={(i) => <One side={sides[i]} other={sides[1 - i]} />} />
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
const WHOLE = constant({tick: 0, steps: 0, at: undefined});
