/** How far a sweep is, with how many workers, and how long it still takes. */
import {useMemo} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {isOver} from '../../labs/kit/state.ts';
import {formatSteps} from '../../panels/chart/format.ts';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {allSteps, membersOf} from '../../spec/index.ts';
import {slowly} from '../studies/slowly.ts';
import {durationText} from './remaining.ts';
import type {SweepRun} from './run.ts';

/** Milliseconds between two readings. */
const EVERY = 1000;

export function Status({run}: {run: SweepRun}) {
  const {experiment, spec} = run;
  useFeed(useMemo(() => slowly(experiment.log, EVERY), [experiment]));
  const phase = useStore(experiment.store, (state) => state.phase);
  const notice = useStore(experiment.store, (state) => state.notice);
  const {position, backend} = experiment.store.getState();
  const steps = allSteps(spec);
  const runs = membersOf(spec).length;
  const shared = backend?.name === 'wasm' || backend?.name === 'cpu';
  const where = shared && run.workers > 1 ? `in ${run.workers} workers` : 'in one worker';
  const failed = phase === 'failed' || phase === 'stopped' || phase === 'waiting';
  return (
    <div className="sweep-status" data-testid="sweep-status" data-phase={phase} data-step={position}>
      <p>
        {failed ? (
          <span role="alert">{notice ?? 'It stopped.'}</span>
        ) : (
          <>
            <b>{leftText(run, phase)}</b>
            <span>
              step {formatSteps(position)} of {formatSteps(steps)} · {runs} runs {where}
            </span>
          </>
        )}
      </p>
      <progress max={steps} value={position} aria-label="How far the sweep is" />
      {phase !== 'finished' && (
        <Button
          className="primary"
          onPress={() => experiment.playOrPause()}
          isDisabled={phase === 'opening' || isOver({phase})}
          data-testid="sweep-play"
        >
          {phase === 'paused' ? '▶ Play' : '❚❚ Pause'}
        </Button>
      )}
    </div>
  );
}

function leftText({remaining, spec}: SweepRun, phase: string): string {
  if (phase === 'finished') return 'Done';
  if (phase === 'paused') return 'Paused';
  if (phase === 'opening') return 'Getting ready';
  const left = remaining.until(allSteps(spec));
  return left === undefined ? 'Training' : `${durationText(left)} left`;
}
