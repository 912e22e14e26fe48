/** The control for a file of the reader's own: a place to drop it, what it holds, or what is wrong with it. */
import {useEffect, useId, useRef} from 'react';
import {Button, DropZone, FileTrigger, ProgressBar} from 'react-aria-components';
import type {Audit} from '../../engine/own.ts';
import {formatNumber, type OwnFile} from '../../spec/index.ts';
import {Switch} from '../controls/Options.tsx';
import {
  cancelReading,
  forgetOwn,
  keepFiles,
  leaveOutRows,
  listKept,
  lookFor,
  type OwnState,
  readOwn,
  useOwn,
} from './own.ts';
import './own.css';

const ENDINGS = ['.npy', '.csv', '.tsv', '.txt', '.jsonl', '.ndjson', '.json', '.parquet', '.gz'];

interface Props {
  label: string;
  value: OwnFile;
  labelledBy: string;
  describedBy: string;
}

export function OwnFileControl({label, value, labelledBy, describedBy}: Props) {
  const own = useOwn((state) => state.own);
  useEffect(() => lookFor(value), [value]);
  useEffect(listKept, []);
  return (
    <div className="own" data-testid="own-file">
      <span className="field-label" id={labelledBy}>
        {label}
      </span>
      {own.status === 'missing' && (
        <p className="own-missing" role="alert" data-testid="own-missing">
          This link needs your file <b>{value.name}</b>; choose it here. The lab keeps files only on your own machine,
          so the link cannot bring it along.
        </p>
      )}
      <DropZone
        className="own-drop"
        aria-labelledby={labelledBy}
        onDrop={async ({items}) => {
          for (const item of items) if (item.kind === 'file') return readOwn(await item.getFile());
        }}
      >
        <FileTrigger acceptedFileTypes={ENDINGS} onSelect={(files) => files?.[0] && readOwn(files[0])}>
          <Button aria-describedby={describedBy} data-testid="own-choose">
            {own.status === 'ready' ? 'Choose another file' : 'Choose a file'}
          </Button>
        </FileTrigger>
        <span className="fine">or drop it anywhere. It stays on your machine.</span>
      </DropZone>
      <Keeping />
      <Present own={own} value={value} />
      <Kept />
    </div>
  );
}

/** Whether files stay when the page is closed. */
function Keeping() {
  const keeps = useOwn((state) => state.keeps);
  const ids = {name: useId(), help: useId()};
  return (
    <>
      <div className="own-keep">
        <span id={ids.name}>Keep it for next time</span>
        <Switch labelledBy={ids.name} describedBy={ids.help} testId="own-keep" value={keeps} onChange={keepFiles} />
      </div>
      <span className="fine" id={ids.help}>
        {keeps ? 'In this browser, until you forget it.' : 'A file that you choose is forgotten with this page.'}
      </span>
    </>
  );
}

/** All files that are on this machine. */
function Kept() {
  const kept = useOwn((state) => state.kept);
  if (kept.length === 0) return null;
  return (
    <details className="own-kept" data-testid="own-kept">
      <summary>{kept.length === 1 ? '1 file is' : `${kept.length} files are`} in this browser</summary>
      <ul>
        {kept.map(({hash, name, rows, bytes, page}) => (
          <li key={hash}>
            <span>
              <b>{name}</b>: {formatNumber(rows)} rows{bytes > 0 && `, ${sizeOf(bytes)}`}
              {page && ', until this page is closed'}
            </span>
            <Button className="quiet" aria-label={`Forget ${name}`} onPress={() => forgetOwn(hash)}>
              Forget
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** 46.2 MB, 31 kB */
const sizeOf = (bytes: number) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

const DOING = {load: 'Loading', read: 'Checking', keep: 'Keeping'} as const;

function Present({own, value}: {own: OwnState; value: OwnFile}) {
  switch (own.status) {
    case 'reading':
      return (
        <div className="own-reading" data-testid="own-reading">
          <ProgressBar value={100 * own.done} aria-label={`${DOING[own.doing]} ${own.name}`}>
            {({percentage = 0}) => (
              <>
                <span className="fine">
                  {DOING[own.doing]} {own.name}: {Math.round(percentage)} %
                </span>
                <div className="own-bar">
                  <div style={{width: `${percentage}%`}} />
                </div>
              </>
            )}
          </ProgressBar>
          <Button className="quiet" onPress={() => cancelReading(value)} data-testid="own-cancel">
            Cancel
          </Button>
        </div>
      );
    case 'refused':
      return <Refused own={own} value={value} />;
    case 'ready':
      return <Ready own={own} />;
    default:
      return null;
  }
}

function Refused({own, value}: {own: Extract<OwnState, {status: 'refused'}>; value: OwnFile}) {
  const {sentence, problems, canLeaveOut} = own.report;
  const answers = useRef<HTMLDivElement>(null);
  // What can be done about it must not lie below the edge of the rail.
  useEffect(() => {
    answers.current?.scrollIntoView({block: 'nearest'});
  }, []);
  return (
    <div className="own-refused" role="alert" data-testid="own-errors">
      <p>
        <b>{sentence}</b>
      </p>
      <div className="own-answers" ref={answers}>
        {canLeaveOut > 0 && (
          <Button onPress={leaveOutRows} data-testid="own-leave-out">
            Leave out {formatNumber(canLeaveOut)} bad {canLeaveOut === 1 ? 'row' : 'rows'}
          </Button>
        )}
        <Button className="quiet" onPress={() => cancelReading(value)}>
          Dismiss
        </Button>
      </div>
      {problems.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached with the keyboard
        <ul tabIndex={0} aria-label="What is wrong, row by row">
          {problems.map((problem) => (
            <li key={problem.row}>{problem.sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Ready({own}: {own: Extract<OwnState, {status: 'ready'}>}) {
  const {file, columns, leftOut, notes, preview} = own.report;
  return (
    <div className="own-ready" data-testid="own-ready">
      <p>
        <b>{file.name}</b>: {summaryOf(own.report.file, columns)}
        {leftOut > 0 && `, ${formatNumber(leftOut)} left out`}.
      </p>
      {notes.map((note) => (
        <p key={note} className="fine">
          {note}
        </p>
      ))}
      {own.report.audit && <AuditTable audit={own.report.audit} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached with the keyboard */}
      <section className="own-table" tabIndex={0} aria-label={`The first rows of ${file.name}`}>
        <table>
          <thead>
            <tr>
              {preview.headings.map((heading, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns may have equal headings
                <th key={i} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place alone
              <tr key={row}>
                {cells.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: so are columns
                  <td key={i}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Button className="quiet" onPress={() => forgetOwn(file.hash)} data-testid="own-forget">
        Forget this file
      </Button>
    </div>
  );
}

/** How often the longer answer was chosen in the file, before any training. */
function AuditTable({audit}: {audit: Audit}) {
  const {pairs, ties, equal, longer, shorter, chosenWords, rejectedWords, bins} = audit;
  const percent = (part: number, of: number) => `${Math.round((100 * part) / of)} %`;
  return (
    <section className="own-audit" data-testid="own-audit" aria-label="Length and choice">
      <p>
        {longer + shorter > 0
          ? `The longer answer was chosen in ${percent(longer, longer + shorter)} of ${formatNumber(longer + shorter)} pairs of unequal length; `
          : 'No pair of unequal length has a winner; '}
        chosen answers have {formatNumber(Math.round(chosenWords))} words on average, rejected ones{' '}
        {formatNumber(Math.round(rejectedWords))}.
        {ties + equal > 0 &&
          ` Of ${formatNumber(pairs)} pairs, ${formatNumber(ties)} are ties and ${formatNumber(equal)} of equal length.`}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">gap in words</th>
            <th scope="col">pairs</th>
            <th scope="col">longer chosen</th>
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.from}>
              <th scope="row">{bin.to === 0 ? `${bin.from} or more` : `${bin.from} to ${bin.to}`}</th>
              <td>{formatNumber(bin.pairs)}</td>
              <td>{bin.pairs > 0 ? percent(bin.longer, bin.pairs) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function summaryOf({holds, rows, classes}: OwnFile, columns: number): string {
  const counted = (count: number, one: string, many = `${one}s`) =>
    `${formatNumber(count)} ${count === 1 ? one : many}`;
  const what = {
    vectors: `${counted(rows, 'vector')} of ${counted(columns, 'number')}`,
    sentences: counted(rows, 'sentence'),
    pairs: counted(rows, 'pair', 'pairs of sentences'),
    preferences: counted(rows, 'preference pair'),
  }[holds];
  return classes > 0 ? `${what}, ${counted(classes, 'class', 'classes')}` : what;
}
