/** A second run beside the first: the same past, one changed setting, two futures. */
import './fork.css';
import {Suspense, useEffect, useMemo, useState} from 'react';
import {Button, Dialog, Heading, Modal, ModalOverlay} from 'react-aria-components';
import {useStore} from 'zustand';
import {MetricCurves} from '../../labs/kit/Curves.tsx';
import {ExperimentProvider} from '../../labs/kit/context.tsx';
import {ghostsOf} from '../../labs/kit/ghosts.ts';
import type {Lab} from '../../labs/kit/lab.ts';
import {presentNumber} from '../../labs/kit/settings.ts';
import {isOver, type RunState} from '../../labs/kit/state.ts';
import {formatSteps} from '../../panels/chart/format.ts';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {describeValue, read, settingsAt, stepsBefore} from '../../spec/index.ts';
import {PairView} from '../compare/pair/PairView.tsx';
import {sideOfExperiment} from '../compare/pair/side.ts';
import {FieldControl} from '../controls/FieldControl.tsx';
import {adopt, aroundFork, page, present} from '../page.ts';
import {slowly} from '../studies/slowly.ts';
import {Fork, hotPlaces, samenessOf} from './fork.ts';
import {closeFork} from './open.ts';

export default function ForkDialog({at}: {at: number}) {
  const lab = page.getState().loaded;
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(open) => !open && closeFork()}>
      <Modal className="modal fork-modal">
        <Dialog className="fork" data-testid="fork">
          {lab && <Futures at={at} lab={lab} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Futures({at, lab}: {at: number; lab: Lab}) {
  const [{fork, kept}] = useState(() => ({
    fork: new Fork(present(), at, aroundFork(), page.getState().lab.keeps),
    kept: {second: false},
  }));
  const {first, second} = fork;
  useEffect(() => {
    fork.begin();
    return () => fork.end(kept.second);
  }, [fork, kept]);
  useEffect(() => {
    const ghosts = ghostsOf(second);
    const put = () => ghosts.put('fork', [{id: 'first', label: 'as it went', log: first.log.get()}]);
    put();
    const end = first.log.subscribe(put);
    return () => {
      end();
      ghosts.put('fork', []);
    };
  }, [first, second]);
  const sides = useMemo(
    () =>
      [sideOfExperiment(first, 'first', 'As it went'), sideOfExperiment(second, 'second', 'With the change')] as const,
    [first, second],
  );
  const takeSecond = () => {
    kept.second = true;
    closeFork();
    void adopt(second);
  };
  return (
    <ExperimentProvider value={second}>
      <header>
        <Heading slot="title">Two futures from step {formatSteps(at)}</Heading>
        <p>Both runs have the same past, to the last bit. Change one thing in the second, and watch them part.</p>
        <PlayButton fork={fork} />
        <Button className="fork-keep" onPress={takeSecond} data-testid="fork-keep">
          Go on with the second
        </Button>
        <Button slot="close" className="icon" aria-label="Close" data-testid="fork-close">
          ✕
        </Button>
      </header>
      <div className="fork-body">
        <div className="fork-pair">
          <PairView left={sides[0]} right={sides[1]} metrics={lab.metrics} />
        </div>
        <div className="fork-side">
          <Change fork={fork} />
          <Sameness fork={fork} />
          <div className="fork-curves">
            <Suspense>
              <MetricCurves metrics={lab.metrics} formulaOf={lab.formulaOf} />
            </Suspense>
          </div>
        </div>
      </div>
    </ExperimentProvider>
  );
}

const statusOf = (fork: Fork) => (state: RunState) => {
  if (state.phase === 'opening' || (!fork.second.waits && state.position < fork.at)) return 'coming';
  return isOver(state) ? 'over' : state.phase;
};

function PlayButton({fork}: {fork: Fork}) {
  const status = useStore(fork.second.store, statusOf(fork));
  const plays = status === 'training';
  return (
    <Button
      className="primary"
      isDisabled={status === 'coming' || status === 'over'}
      onPress={() => (plays ? fork.pause() : fork.play())}
      data-testid="fork-play"
      data-status={status}
    >
      <span aria-hidden="true">{plays ? '❚❚' : '▶'}</span> {plays ? 'Pause' : 'Go on'}
    </Button>
  );
}

/** Milliseconds after the last change until both go on by themselves. */
const SETTLE = 900;

/** One setting of the second run, with its slider. */
function Change({fork}: {fork: Fork}) {
  const {second, at} = fork;
  const places = useMemo(() => hotPlaces(second), [second]);
  const {turn} = second.store.getState().preset;
  const [path, setPath] = useState(() => places.find((place) => place.path === turn)?.path ?? places[0]?.path ?? '');
  const field = places.find((place) => place.path === path)?.field;
  const value = useStore(second.store, presentNumber(path));
  const was = useMemo(() => {
    const {spec, stage} = fork.first.store.getState();
    const one = spec.stages[stage];
    const settings = settingsAt(spec, one, at - stepsBefore(spec, stage));
    return read(settings, path);
  }, [fork, at, path]);
  const changed = useStore(second.store, (state) => state.spec.moves.length + Object.keys(state.unconfirmed).length);
  const [begun] = useState(changed);
  // Once something was changed and left alone for a moment, both go on: a fork is one press and one move.
  useEffect(() => {
    if (changed === begun) return;
    const timer = setTimeout(() => {
      if (second.waits && Object.keys(second.store.getState().unconfirmed).length === 0) fork.play();
    }, SETTLE);
    return () => clearTimeout(timer);
  });
  if (!field || value === undefined) return null;
  return (
    <section className="fork-change" aria-label="What changes">
      <label>
        <span className="eyebrow">Change</span>
        <select
          className="chart-select"
          value={path}
          onChange={({currentTarget}) => setPath(currentTarget.value)}
          data-testid="fork-setting"
        >
          {places.map((one) => (
            <option key={one.path} value={one.path}>
              {one.field.label}
            </option>
          ))}
        </select>
      </label>
      <FieldControl
        field={field}
        value={value}
        path={`fork.${path}`}
        emphasised
        onChange={(next) => second.move(path, next as number)}
      />
      <p className="fine">
        It was {describeValue(field, was)} at step {formatSteps(at)}.
      </p>
    </section>
  );
}

/** Milliseconds between two comparisons. */
const EVERY = 400;

function Sameness({fork}: {fork: Fork}) {
  const {first, second, at} = fork;
  const [a, b] = useMemo(() => [slowly(first.log, EVERY), slowly(second.log, EVERY)], [first, second]);
  const {same, differs} = samenessOf(useFeed(a), useFeed(b));
  const status = useStore(second.store, statusOf(fork));
  return (
    <p className="fork-sameness" role="status" data-testid="fork-sameness" data-same={same} data-differs={differs}>
      {status === 'coming'
        ? `The second run is on its way to step ${formatSteps(at)}.`
        : differs === undefined
          ? `Equal to the last bit, up to step ${formatSteps(same)}.`
          : `Equal to the last bit up to step ${formatSteps(same)}; different from step ${formatSteps(differs)} on.`}
    </p>
  );
}
