/** What a reader can do with a run inside another page; its way into the whole lab. */
import './modes.css';
import {useEffect, useMemo} from 'react';
import {Button} from 'react-aria-components';
import {useExperiment, useRun} from '../../labs/kit/context.tsx';
import {formatSteps} from '../../panels/chart/format.ts';
import {addressOf} from '../addressOf.ts';
import {present} from '../page.ts';
import {watchView} from './inView.ts';

export default function EmbedBar() {
  usePauseUnseen();
  const phase = useRun((state) => state.phase);
  const position = useRun((state) => state.position);
  const preset = useRun((state) => state.preset);
  const spec = useRun((state) => state.spec);
  const panels = useRun((state) => state.panels);
  // Packing it takes longer than anything else here, and every step is told.
  const address = useMemo(() => addressOf(preset, spec, panels), [preset, spec, panels]);
  const plays = phase === 'training';
  return (
    <footer className="embed-bar" data-testid="embed-bar">
      <Button
        className="primary"
        aria-label={plays ? 'Pause' : 'Play'}
        isDisabled={phase === 'opening'}
        onPress={() => present().playOrPause()}
        data-testid="play"
      >
        <span aria-hidden="true">{plays ? '❚❚' : '▶'}</span>
      </Button>
      <Button aria-label="Restart from step 0" onPress={() => present().restart()} data-testid="restart">
        <span aria-hidden="true">↺</span>
      </Button>
      <span className="embed-title">{preset.title}</span>
      <span className="embed-step">step {formatSteps(position)}</span>
      <a href={`#${address}`} target="_blank" rel="noopener" data-testid="embed-open">
        Open in the lab
      </a>
    </footer>
  );
}

/** Nothing trains where nobody sees it. */
function usePauseUnseen(): void {
  const experiment = useExperiment();
  useEffect(() => {
    let paused = false;
    return watchView((seen) => {
      const {phase} = experiment.store.getState();
      if (!seen && phase === 'training') {
        experiment.pause();
        paused = true;
      } else if (seen && paused) {
        paused = false;
        if (phase === 'paused') experiment.play();
      }
    });
  }, [experiment]);
}
