/** A result that came with the link: what it claims, and whether the run here reproduces it. */
import './result.css';
import {useEffect, useMemo, useSyncExternalStore} from 'react';
import {Button, DialogTrigger, Modal, ModalOverlay} from 'react-aria-components';
import {useExperiment, useRun} from '../../labs/kit/context.tsx';
import {ghostsOf} from '../../labs/kit/ghosts.ts';
import {formatNumber} from '../../spec/index.ts';
import {decodeResult} from '../../spec/result/codec.ts';
import {type Judged, judge, type Measured} from '../../spec/result/judge.ts';
import type {Result} from '../../spec/result/result.ts';
import {dismissResult, usePage} from '../page.ts';
import {Comparison} from './Comparison.tsx';
import {claimedLog} from './claimed.ts';
import {isAbout, measuredHere} from './here.ts';
import {backendLabel, stateOf, stateText} from './words.ts';

const GHOSTS = 'claim';

export default function LinkedResult({text}: {text: string}) {
  const decoded = useMemo(() => decodeResult(text), [text]);
  if (decoded.ok) return <Known result={decoded.value} />;
  return (
    <div className="linked" data-state="damaged" role="status" data-testid="claim">
      <p>{decoded.sentences[0]}</p>
      <Dismiss />
    </div>
  );
}

function Known({result}: {result: Result}) {
  const about = useIsAbout();
  const {rows, here} = useJudged(result);
  useGhosts(result, about);
  const state = stateOf(rows, about);
  return (
    <div className="linked" data-state={state} data-testid="claim">
      <p>
        <b>
          This link carries a result of step {formatNumber(result.position)}, computed on {backendLabel(result.backend)}
          .
        </b>{' '}
        <span role="status">{stateText(state, rows, result)}</span>
      </p>
      <DialogTrigger>
        <Button data-testid="claim-open">Compare</Button>
        <ModalOverlay className="overlay" isDismissable>
          <Modal className="modal linked-modal">
            <Comparison {...{result, rows, here, about}} />
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
      <Dismiss />
    </div>
  );
}

const Dismiss = () => (
  <Button className="quiet" aria-label="Put the result away" onPress={dismissResult} data-testid="claim-dismiss">
    ×
  </Button>
);

/** Whether the run in view is still the one that the link named. */
function useIsAbout(): boolean {
  const about = usePage((state) => state.beside.about);
  const spec = useRun((state) => state.spec);
  const unconfirmed = useRun((state) => state.unconfirmed);
  return useMemo(() => isAbout(about, {spec, unconfirmed}), [about, spec, unconfirmed]);
}

/** Compares when the run begins, when it has its first losses, and when it comes to the step of the result. */
function useJudged(result: Result): {rows: Judged[]; here: Measured} {
  const experiment = usePage((state) => state.experiment);
  const {log, store} = experiment;
  const {position, losses, member} = result;
  const begun = useSyncExternalStore(log.subscribe, () => log.series('loss', member));
  const reached = useRun((state) => [losses.length, position].filter((step) => state.position >= step).length);
  const backend = useRun((state) => state.backend?.name);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log grows without telling; these say when it counts
  return useMemo(() => {
    const here = measuredHere(log, store.getState(), result);
    return {rows: judge(result, here), here};
  }, [result, log, store, begun, reached, backend]);
}

/** Its curves are drawn behind those of the run, while it is about the run. */
function useGhosts(result: Result, about: boolean): void {
  const experiment = useExperiment();
  useEffect(() => {
    const ghosts = ghostsOf(experiment);
    if (about) ghosts.put(GHOSTS, [{id: GHOSTS, label: 'claimed', log: claimedLog(result)}]);
    return () => ghosts.put(GHOSTS, []);
  }, [experiment, result, about]);
}
