import {lazy, Suspense} from 'react';
import {Button} from 'react-aria-components';
import {formatNumber} from '../../spec/index.ts';
import {playOrPause, restart, step} from '../run/session.ts';
import {useLab} from '../run/store.ts';
import {Hint} from './Hint.tsx';
import {openHelp} from './keys.ts';
import {toggleTheme} from './theme.ts';

const BackendBadge = lazy(() => import('./overlays.tsx').then((module) => ({default: module.BackendBadge})));
const Share = lazy(() => import('./overlays.tsx').then((module) => ({default: module.Share})));

const ACTIONS = {
  opening: 'Play',
  waiting: 'Play',
  training: 'Pause',
  paused: 'Play',
  finished: 'Again',
  stopped: 'Again',
  failed: 'Again',
} as const;

export function TopBar() {
  const phase = useLab((state) => state.phase);
  const training = phase === 'training';
  return (
    <header className="top">
      <a className="word" href="#/lab/emoji" aria-label="Contrastive Lab, to the first experiment">
        Contrastive <b>Lab</b>
      </a>
      <div className="top-run">
        <Hint name="space" />
        <Button className="icon" aria-label="Restart from step 0" onPress={restart} data-testid="restart">
          ↺
        </Button>
        <Button className="primary" onPress={playOrPause} isDisabled={phase === 'opening'} data-testid="play">
          <span aria-hidden="true">{training ? '❚❚' : '▶'}</span>
          {ACTIONS[phase]}
        </Button>
        <Button
          className="icon"
          aria-label="One step"
          onPress={step}
          isDisabled={phase !== 'training' && phase !== 'paused'}
          data-testid="step"
        >
          →
        </Button>
        <Ticker />
      </div>
      <div className="top-tools">
        <Suspense fallback={<Button isDisabled>Share</Button>}>
          <BackendBadge />
          <Share />
        </Suspense>
        <Button className="icon" aria-label="Light or dark" onPress={toggleTheme} data-testid="theme">
          ◐
        </Button>
        <Button className="icon top-help" aria-label="Keys and help" onPress={openHelp} data-testid="help">
          ?
        </Button>
      </div>
    </header>
  );
}

const STATES = {
  opening: 'getting ready',
  waiting: 'waits for your file',
  training: '',
  paused: 'paused',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'stopped',
} as const;

function Ticker() {
  const tick = useLab((state) => state.tick);
  const speed = useLab((state) => state.stepsPerSecond);
  const phase = useLab((state) => state.phase);
  return (
    <span className="tick" data-testid="ticker">
      <b data-testid="tick">{formatNumber(tick)}</b> steps ·{' '}
      {phase === 'training' ? (
        <>
          <b>{speed < 10 ? speed.toFixed(1) : Math.round(speed)}</b>/s
        </>
      ) : (
        STATES[phase]
      )}
    </span>
  );
}
