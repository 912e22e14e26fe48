/** The hypersphere alone, for pages that show several side by side: without search, legend and card. */
import {constant} from '../frame/constant.ts';
import './hypersphere.css';
import {useId} from 'react';
import type {Neighbours} from '../data.ts';
import {useLens} from './useLens.ts';
import {type StageInput, useStage} from './useStage.ts';
import {countText, instructionsOf, labelOf} from './words.ts';

const NO_NEIGHBOURS = constant<Neighbours | undefined>(undefined);

interface Props extends Omit<StageInput, 'neighbours'> {
  /** Whose points these are, for screen readers. */
  label: string;
}

export function SmallSphere({label, ...input}: Props) {
  const {points} = input;
  const {ref, ball, kind, controls} = useStage({...input, neighbours: NO_NEIGHBOURS}, useLens(points));
  const hint = useId();
  return (
    <div className="hypersphere">
      <div className="hypersphere-stage">
        <canvas ref={ref} />
        <div
          ref={ball}
          className={`hypersphere-ball is-${kind}`}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application, with keys of its own
          tabIndex={0}
          aria-label={`${label}. ${labelOf(kind)}${points ? `: ${countText(points)}` : ''}`}
          aria-describedby={hint}
          data-kind={kind}
          {...controls.handlers}
        />
        <p className="hypersphere-unseen" id={hint}>
          {instructionsOf(kind)}
        </p>
      </div>
    </div>
  );
}
