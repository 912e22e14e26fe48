import {useEffect, useRef, useState} from 'react';
import {Button} from 'react-aria-components';
import {saveBlob} from '../../panels/frame/save.ts';
import {useHelp} from '../shell/keys.ts';
import {toggleTheme} from '../shell/theme.ts';
import './bench.css';
import type {BenchReport, Row} from './report.ts';
import {runSuite} from './suite.ts';
import {againstComposed, againstOne, labelOf, milliseconds, sizeLabel} from './words.ts';

interface Running {
  doing: string;
  share: number;
}

/** The page that measures how fast a training step is on the visitor's machine. */
export default function BenchPage() {
  const [report, setReport] = useState<BenchReport>();
  const [running, setRunning] = useState<Running>();
  const [status, setStatus] = useState('');
  const stop = useRef<AbortController>(undefined);
  // The dialog that holds the link to this page must not stay open.
  useEffect(() => useHelp.setState({open: false}), []);
  useEffect(() => () => stop.current?.abort(), []);

  async function run(quick: boolean): Promise<void> {
    const mine = new AbortController();
    stop.current = mine;
    const onChange = (next: BenchReport, doing: string, share: number) => {
      setReport(next);
      setRunning({doing, share});
    };
    setStatus('Measuring …');
    setRunning({doing: 'Looking for a graphics card', share: 0});
    try {
      setReport(await runSuite({quick, onChange, signal: mine.signal}));
      setStatus('Done. The table below is complete.');
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      setStatus(
        mine.signal.aborted ? 'Stopped. The table shows what was measured so far.' : `The measurement ended: ${text}`,
      );
    }
    setRunning(undefined);
  }

  return (
    <div className="bench">
      <header className="top">
        <a className="word" href="#/lab/emoji" aria-label="Contrastive Lab, to the first experiment">
          Contrastive <b>Lab</b>
        </a>
        <div className="top-tools bench-tools">
          <a href="#/lab/emoji">Back to the lab</a>
          <Button className="icon" aria-label="Light or dark" onPress={toggleTheme} data-testid="theme">
            ◐
          </Button>
        </div>
      </header>
      <main>
        <h1>How fast a training step is on this machine</h1>
        <p className="bench-lead">
          This page measures one training step of a small encoder. Two noisy views of N points in the plane go through a
          network of 2, 128, 128 and 3 units onto the sphere, InfoNCE compares them, and Adam updates the weights. The
          lab’s own kernels and standard TensorFlow.js take turns, so that both see the same machine. Times are medians;
          the ratios say more than the times. It takes about a minute with a graphics card, some minutes without one.
          Nothing is sent anywhere.
        </p>
        <div className="bench-buttons">
          {running ? (
            <Button className="primary" onPress={() => stop.current?.abort()} data-testid="bench-stop">
              Stop
            </Button>
          ) : (
            <>
              <Button className="primary" onPress={() => void run(false)} data-testid="bench-run">
                Run
              </Button>
              <Button onPress={() => void run(true)} data-testid="bench-quick">
                Quick run, small batches
              </Button>
            </>
          )}
          <Button onPress={() => report && save(report)} isDisabled={!report || !!running} data-testid="bench-save">
            Save as JSON
          </Button>
        </div>
        {running && (
          <div className="bench-progress">
            <progress aria-label="Progress of the measurement" value={running.share} />
            <span>{running.doing}</span>
          </div>
        )}
        <p role="status" className="fine" data-testid="bench-status">
          {status}
        </p>
        {report && <Results report={report} />}
      </main>
    </div>
  );
}

function Results({report}: {report: BenchReport}) {
  const groups = new Map<string, Row[]>();
  for (const row of report.rows) groups.set(sizeLabel(row), [...(groups.get(sizeLabel(row)) ?? []), row]);
  return (
    <>
      <p className="fine">{adapterSentence(report.adapter)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow window scrolls it with the keyboard too */}
      <section className="bench-scroll" aria-label="Times" tabIndex={0}>
        <table data-testid="bench-table">
          <caption>A training step, in milliseconds</caption>
          <thead>
            <tr>
              <th scope="col">Done by</th>
              <th scope="col">Whole step</th>
              <th scope="col">JavaScript</th>
              <th scope="col">Launches + copies</th>
              <th scope="col">Times as fast as TensorFlow.js</th>
              <th scope="col">Times as long as one model</th>
            </tr>
          </thead>
          {[...groups].map(([label, rows]) => (
            <tbody key={label}>
              <tr className="bench-size">
                <th scope="rowgroup" colSpan={6}>
                  {label}
                </th>
              </tr>
              {rows.map((row) => (
                <ResultRow key={row.variant} report={report} row={row} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {report.memory.length > 0 && (
        <table data-testid="bench-memory">
          <caption>Memory that a recorded step of one model holds</caption>
          <thead>
            <tr>
              <th scope="col">Pairs in a batch</th>
              <th scope="col">MiB</th>
            </tr>
          </thead>
          <tbody>
            {report.memory.map(({pairs, bytes}) => (
              <tr key={pairs}>
                <th scope="row">{pairs.toLocaleString('en-GB')}</th>
                <td>{(bytes / 2 ** 20).toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function ResultRow({report, row}: {report: BenchReport; row: Row}) {
  const {variant, whole, javascript, issued, problem} = row;
  return (
    <tr data-variant={variant} data-members={row.members}>
      <th scope="row">{labelOf(variant)}</th>
      {problem ? (
        <td colSpan={5} className="bench-problem">
          {problem}
        </td>
      ) : (
        <>
          <td>{milliseconds(whole)}</td>
          <td>{milliseconds(javascript)}</td>
          <td data-testid="bench-issued">{issued && `${issued.launches} + ${issued.copies}`}</td>
          <td>{againstComposed(report, row)}</td>
          <td>{againstOne(report, row)}</td>
        </>
      )}
    </tr>
  );
}

function adapterSentence(adapter: BenchReport['adapter']): string {
  if (!adapter) return 'This browser offers no WebGPU, so only WebAssembly is measured.';
  if (!adapter.software) return `WebGPU computes on ${adapter.label}.`;
  return (
    `WebGPU computes on ${adapter.label}, an adapter in software: its times say nothing about a graphics card, ` +
    'and only the counts of launches and the JavaScript times carry over.'
  );
}

function save(report: BenchReport): void {
  const blob = new Blob([JSON.stringify(report, null, 2)], {type: 'application/json'});
  saveBlob(`contrastive-lab-bench-${report.date.slice(0, 10)}.json`, blob);
}
