import {Suspense} from 'react';
import {Button} from 'react-aria-components';
import {LABS} from '../../labs/index.ts';
import {useRun} from '../../labs/kit/context.tsx';
import {formatNumber} from '../../spec/index.ts';
import {enterLab, present, usePage} from '../page.ts';
import {openSweep} from '../sweep/open.ts';
import {Hint} from './Hint.tsx';
import {openHelp} from './keys.ts';
import {BackendBadge, Compare, Share} from './menus.ts';
import {toggleTheme} from './theme.ts';

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
  const phase = useRun((state) => state.phase);
  const training = phase === 'training';
  return (
    <header className="top">
      <a className="word" href={`#/${LABS[0].path}`} aria-label="Contrastive Lab, to the first experiment">
        Contrastive <b>Lab</b>
      </a>
      <Labs />
      <div className="top-run">
        <Hint spot="play" />
        <Button aria-label="Restart from step 0" onPress={() => present().restart()} data-testid="restart">
          <span aria-hidden="true">↺</span> <span className="top-word">Restart</span>
        </Button>
        <Button
          className="primary"
          onPress={() => present().playOrPause()}
          isDisabled={phase === 'opening'}
          data-testid="play"
        >
          <span aria-hidden="true">{training ? '❚❚' : '▶'}</span>
          {ACTIONS[phase]}
        </Button>
        <Button
          aria-label="One step"
          onPress={() => present().step()}
          isDisabled={phase !== 'training' && phase !== 'paused'}
          data-testid="step"
        >
          <span aria-hidden="true">→</span> <span className="top-word">Step</span>
        </Button>
        <Ticker />
      </div>
      <div className="top-tools">
        <Button aria-label="Sweep" onPress={openSweep} data-testid="open-sweep">
          <span aria-hidden="true">⁂</span> <span className="top-word">Sweep</span>
        </Button>
        <Suspense fallback={<Button isDisabled>Share</Button>}>
          <Compare />
          <BackendBadge />
          <Share />
        </Suspense>
        <Button className="icon" aria-label="Light or dark" onPress={toggleTheme} data-testid="theme">
          ◐
        </Button>
        <Button className="top-help" aria-label="Keys and help" onPress={openHelp} data-testid="help">
          <span aria-hidden="true">?</span> <span className="top-word">Help</span>
        </Button>
      </div>
    </header>
  );
}

/** Links to the labs. Each one's run goes on where it was left. */
function Labs() {
  const shown = usePage((state) => state.lab);
  return (
    <nav className="labs" aria-label="Labs">
      {LABS.map((lab) => (
        <a
          key={lab.name}
          href={`#/${lab.path}`}
          aria-current={lab === shown ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            void enterLab(lab);
          }}
          data-testid={`lab-${lab.name}`}
        >
          {lab.label}
        </a>
      ))}
      <a href="#/lessons">Lessons</a>
      <a href="#/studies">Studies</a>
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
  const position = useRun((state) => state.position);
  const speed = useRun((state) => state.stepsPerSecond);
  const phase = useRun((state) => state.phase);
  const begun = useRun((state) => state.begun);
  return (
    <span className="tick" data-testid="ticker">
      <b data-testid="tick">{formatNumber(position)}</b> steps ·{' '}
      {begun < 1 ? (
        `getting ready ${Math.round(100 * begun)} %`
      ) : phase === 'training' ? (
        <>
          <b>{speed < 10 ? speed.toFixed(1) : Math.round(speed)}</b>/s
        </>
      ) : (
        STATES[phase]
      )}
    </span>
  );
}
