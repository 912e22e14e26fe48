/** The claim of a study: each clause with the effect measured now beside the one on file. */

import {ClauseBar} from '../../panels/study/ClauseBar.tsx';
import {barOf} from '../../panels/study/claim.ts';
import type {ClaimResult, Clause, ClauseResult} from '../../studies/kit/clauses.ts';
import type {Results} from '../../studies/kit/results.ts';
import {REGISTERED_SEEDS, type Study} from '../../studies/kit/study.ts';
import {hasFixedData} from './arms.ts';
import {effectText} from './effect.ts';
import {VerdictMark} from './VerdictMark.tsx';

interface Props {
  study: Study;
  file: Results | undefined;
  /** What the seeds that are through come to. */
  live: ClaimResult | undefined;
  /** Seeds that are through. */
  seeds: number;
  /** Whether the settings are the registered ones. */
  registered: boolean;
}

export function Claim({study, file, live, seeds, registered}: Props) {
  return (
    <section className="claim" aria-labelledby="claim-heading" data-testid="claim">
      <header>
        <h2 id="claim-heading">The claim</h2>
        {file && (
          <span data-testid="verdict">
            <VerdictMark status={file.claim.verdict} />
          </span>
        )}
      </header>
      <ol>
        {study.clauses.map((clause, i) => (
          <ClauseView
            key={clause.text}
            clause={clause}
            file={file?.claim.clauses[i]}
            live={live?.clauses[i]}
            seeds={seeds}
            registered={registered}
          />
        ))}
      </ol>
      <p className="fine" data-testid="on-file">
        {fileText(study, file)} Intervals are 95 %, each for itself. Verdicts allow for several clauses (Holm’s
        correction, level 0.05).
      </p>
    </section>
  );
}

function ClauseView({
  clause,
  file,
  live,
  seeds,
  registered,
}: {clause: Clause; file?: ClauseResult; live?: ClauseResult} & Pick<Props, 'seeds' | 'registered'>) {
  const through = seeds >= REGISTERED_SEEDS.length;
  return (
    <li className="clause">
      <p>{clause.text}</p>
      <ClauseBar bar={barOf(clause, {file, live})} />
      <dl>
        <div>
          <dt>now</dt>
          <dd data-testid="clause-now">
            {live ? (
              <>
                <b>{effectText(live)}</b>, {seeds} {seeds === 1 ? 'seed' : 'seeds'}
              </>
            ) : (
              'after the first seed'
            )}
          </dd>
          {live && through && (
            <dd className="clause-verdict">
              {registered ? <VerdictMark status={live.verdict} /> : <span className="fine">other settings</span>}
            </dd>
          )}
        </div>
        {file && (
          <div>
            <dt>on file</dt>
            <dd>
              {effectText(file)}, {file.values.length} seeds
            </dd>
            <dd className="clause-verdict">
              <VerdictMark status={file.verdict} />
            </dd>
          </div>
        )}
      </dl>
      {file?.note && <p className="fine">{file.note}</p>}
    </li>
  );
}

function fileText(study: Study, file: Results | undefined): string {
  if (!file) {
    return study.registered
      ? `Nothing is on file yet: the claim was registered on ${study.registered} and is not measured.`
      : 'A draft: its claim is not registered yet, so nothing is on file.';
  }
  const {seeds, seconds, backend, build, date} = file;
  const data = hasFixedData(study) ? ' On this data set alone: seeds do not change it.' : '';
  return `On file: ${seeds.length} of ${REGISTERED_SEEDS.length} seeds, ${Math.round(seconds)} s on ${backend}, build ${build.slice(0, 9)}, ${date.slice(0, 10)}.${data}`;
}
