/** A full view over the lab: one or two settings fanned out, times seeds, trained as a population. */
import './sweep.css';
import {useEffect, useMemo, useState} from 'react';
import {Button, Dialog, Heading, Modal, ModalOverlay} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import {membersOf, type Spec} from '../../spec/index.ts';
import {showSweep, usePage} from '../page.ts';
import {workersFor} from './client.ts';
import {sweepOf} from './kept.ts';
import {before, closeSweep} from './open.ts';
import {planOf, workOf} from './plan.ts';
import {durationText} from './remaining.ts';
import {Setup} from './Setup.tsx';
import {Status} from './Status.tsx';
import {Trained} from './Trained.tsx';

export default function SweepDialog() {
  return (
    <ModalOverlay className="overlay sweep-overlay" isOpen onOpenChange={(open) => !open && closeSweep()}>
      <Modal className="modal sweep-modal">
        <Dialog className="sweep" data-testid="sweep">
          <View />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Steps per second of all runs together in the last sweep: what the next one is estimated by. */
let measured: number | undefined;

function View() {
  const spec = usePage((state) => state.sweep);
  const preset = useRun((state) => state.preset);
  const [wished, setWished] = useState<readonly string[]>();
  // On a phone the form makes room for the picture.
  const [open, setOpen] = useState(() => spec?.fan === undefined);
  const run = useMemo(() => (spec?.fan?.axes.length ? sweepOf(preset, spec) : undefined), [preset, spec]);
  useEffect(() => {
    run?.begin();
    return () => {
      if (!run) return;
      const {speed} = run.remaining;
      if (speed > 0) measured = speed * membersOf(run.spec).length;
      run.rest();
    };
  }, [run]);
  if (!spec) return null;
  const stage = planOf(spec)?.stage ?? spec.stages.find(({id}) => id === before.stage)?.id ?? spec.stages[0].id;
  const start = (next: Spec, metrics: readonly string[] | undefined) => {
    setWished(metrics);
    setOpen(false);
    void showSweep(next, {replace: true});
  };
  return (
    <>
      <header className="sweep-head">
        <Heading slot="title">Sweep</Heading>
        <p>One setting, many values, every run from step 0: what does it do?</p>
        {run && <Status run={run} />}
        <Button slot="close" className="icon" aria-label="Close the sweep" data-testid="sweep-close">
          ✕
        </Button>
      </header>
      <details className="sweep-side" open={open || !run} onToggle={({currentTarget}) => setOpen(currentTarget.open)}>
        <summary>What is swept</summary>
        <Setup spec={spec} stage={stage} estimate={estimateOf} onStart={start} />
      </details>
      <div className="sweep-main">{run ? <Trained key={run.serial} run={run} wished={wished} /> : <Invitation />}</div>
    </>
  );
}

function Invitation() {
  return (
    <div className="sweep-invitation">
      <p>
        Choose a setting and its values, and press Start. Every value is trained with every seed, all side by side, and
        the curve grows while they train. The lab’s own run waits meanwhile.
      </p>
    </div>
  );
}

/** Judged by the last sweep, or else by the lab's own run. */
function estimateOf(spec: Spec): string | undefined {
  const alone = before.stepsPerSecond * workersFor(membersOf(spec).length);
  const speed = measured ?? alone;
  return speed > 0 ? durationText(workOf(spec) / speed) : undefined;
}
