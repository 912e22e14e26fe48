/** How often annotators chose the longer answer in the training pairs: known before any training. */
import type {Audit} from '../../engine/own.ts';
import {formatShare, formatSteps, formatValue, plain} from '../chart/format.ts';
import type {AuditFrame, Feed} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawAudit} from './draw.ts';
import {auditLayout} from './layout.ts';
import {auditOfFrame, binText, farApart, intervalText, shareOf} from './shares.ts';

interface Props {
  audit: Feed<AuditFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function AuditPanel({audit, onDrawn, formula}: Props) {
  const picture = (frame: AuditFrame | undefined, {width, height}: Surface) => {
    const layout = auditLayout(width, height, frame);
    return {...layout, paint: (surface: Surface, read: Stop | undefined) => drawAudit(surface, layout, read)};
  };
  return (
    <FramePanel
      id="audit"
      title="Was the longer answer chosen?"
      sentence={<Sentence audit={audit} />}
      formula={formula}
      table={() => tableOf(audit.get())}
      label="Difference of lengths to read off"
      feed={audit}
      onDrawn={onDrawn}
      picture={picture}
      along="x"
    />
  );
}

function Sentence({audit}: Pick<Props, 'audit'>) {
  const frame = useFeed(audit);
  if (!frame) return 'The pairs to learn from are on their way.';
  const known = auditOfFrame(frame);
  if (!known) return 'What is compared here has no length.';
  return (
    <>
      {known.longer + known.shorter > 0 ? <Chosen {...known} /> : 'All training pairs are of equal length.'}{' '}
      {besidesOf(known, frame.counted)}
    </>
  );
}

function Chosen(audit: Audit) {
  const all = shareOf(audit.bins);
  const far = farApart(audit);
  return (
    <>
      Of {formatSteps(all.pairs)} training pairs of unequal length, the longer answer was chosen in{' '}
      <span className="chart-figures chart-key" data-testid="audit-longer">
        {formatShare(all.share)}
      </span>{' '}
      ({intervalText(all.interval)}){far && `; where it is longer by ${far.from} or more, in ${formatShare(far.share)}`}
      .
    </>
  );
}

/** The mean lengths, and the pairs without a longer or a chosen answer. */
function besidesOf({ties, equal, chosenWords, rejectedWords}: Audit, counted: string): string {
  const lengths = `Mean ${counted}: chosen ${formatValue(chosenWords)}, rejected ${formatValue(rejectedWords)}`;
  const others = [ties > 0 && `${formatSteps(ties)} ties`, equal > 0 && `${formatSteps(equal)} of equal length`];
  return `${[lengths, ...others].filter(Boolean).join('; ')}.`;
}

function tableOf(frame: AuditFrame | undefined): Table {
  const columns = ['longer by', 'pairs', 'longer chosen', 'share', 'from', 'to'];
  if (!frame) return {caption: 'The pairs to learn from have not come yet.', columns, rows: []};
  const audit = auditOfFrame(frame);
  if (!audit) return {caption: 'What is compared here has no length.', columns, rows: []};
  return {
    caption: `${formatSteps(audit.pairs)} pairs to learn from: how often the longer answer was chosen, by the difference in ${frame.counted}, with its 95 % interval. ${besidesOf(audit, frame.counted)}`,
    columns,
    rows: audit.bins.map((bin) => {
      const {share, interval} = shareOf([bin]);
      const known = bin.pairs > 0 ? [share, ...interval].map(plain) : ['–', '–', '–'];
      return [binText(bin), bin.pairs, bin.longer, ...known];
    }),
  };
}
