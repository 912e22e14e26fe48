import {lazy, Suspense} from 'react';
import {Button} from 'react-aria-components';
import {formatNumber} from '../../spec/index.ts';
import type {LabName} from '../presets.ts';
import {enterLab} from '../run/labs.ts';
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
  const sphere = useLab((state) => state.preset.lab === 'sphere');
  const training = phase === 'training';
  return (
    <header className="top">
      <a className="word" href="#/lab/emoji" aria-label="Contrastive Lab, to the first experiment">
        Contrastive <b>Lab</b>
      </a>
      <Labs />
      <div className="top-run">
        {sphere && <Hint name="space" />}
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

const LABS: readonly {lab: LabName; label: string; href: string}[] = [
  {lab: 'sphere', label: 'Sphere', href: '#/lab'},
  {lab: 'reward', label: 'Reward', href: '#/reward'},
];

/** From one lab to the other, where its run goes on as it was left. */
function Labs() {
  const present = useLab((state) => state.preset.lab);
  return (
    <nav className="labs" aria-label="Labs">
      {LABS.map(({lab, label, href}) => (
        <a
          key={lab}
          href={href}
          aria-current={lab === present ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            enterLab(lab);
          }}
          data-testid={`lab-${lab}`}
        >
          {label}
        </a>
      ))}
    </nav>
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
