import {Suspense, useState} from 'react';
import {useExperiment} from '../../labs/kit/context.tsx';
import {lazyPart} from '../../panels/frame/later.ts';
import {language} from '../../programs/index.spec.ts';
import {changesMade, describeDifference, formatNumber} from '../../spec/index.ts';
import {Copy} from './Copy.tsx';
import {type SharedTexts, sharedTexts} from './ways.ts';

const Code = lazyPart(() => import('./Code.tsx'));

/** More make a code that cameras of phones read badly. */
const MOST_IN_CODE = 700;

/** Links that open the same experiment on another machine. */
export default function Links() {
  // The state when the dialog was opened: a link must not change while it is copied.
  const {store, log} = useExperiment();
  const [state] = useState(store.getState);
  const [texts] = useState(() => sharedTexts(state, log.get()));
  const {preset, spec} = state;
  const {settled, settings, run, result, embed, command} = texts;
  const changes = changesMade(language, preset.spec, settled).map(describeDifference);
  const moves = spec.moves.length;
  const file = settled.stages.some((stage) => language.places(stage).some(({field}) => field.type === 'file'));
  return (
    <>
      <div className="share-above">
        <div>
          <p>
            {changes.length === 0
              ? `This is the preset “${preset.title}”, unchanged.`
              : `“${preset.title}” with ${changes.join(', ')}.`}
          </p>
          <p className="fine">
            {file
              ? 'Everything but your file is in the link: whoever opens it needs that file too.'
              : 'Everything is in the link.'}{' '}
            On the same kind of backend it gives the same numbers.
          </p>
        </div>
        <Suspense fallback={<div className="code" />}>
          <Scan {...texts} />
        </Suspense>
      </div>
      <Copy label="These settings, from step 0" testId="link-settings" text={settings} />
      {run && (
        <Copy
          label={`This exact run, with ${moves === 1 ? 'the one slider move' : `all ${moves} slider moves`} made while it trained`}
          testId="link-run"
          text={run}
        />
      )}
      {result && (
        <Copy
          label="The run with its result"
          hint={`What it has measured, in ${formatNumber(result.characters)} characters. Whoever opens it sees your curves, and whether their own run reproduces them.`}
          testId="link-result"
          text={result.link}
        />
      )}
      <Copy label="In a page of your own" testId="link-embed" text={embed} />
      <Copy label="In a terminal" testId="link-command" text={command} />
    </>
  );
}

/** The fullest link that a camera can read. */
function Scan({settings, run, result}: SharedTexts) {
  const links = [
    {text: result?.link, label: 'the run with its result'},
    {text: run, label: 'this exact run'},
    {text: settings, label: 'these settings'},
  ];
  const found = links.find(({text}) => text !== undefined && text.length <= MOST_IN_CODE);
  if (!found?.text) return <p className="fine code-none">This link is too long for a QR code.</p>;
  return (
    <figure className="code-figure">
      <Code text={found.text} label={`QR code of the link to ${found.label}`} />
      <figcaption>Scan for {found.label}</figcaption>
    </figure>
  );
}
