/** A study: what the paper says, its arms side by side while they train, its figure, its claim. */
import {useEffect, useMemo, useState} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {turns} from '../../panels/frame/turns.ts';
import {FramesContext} from '../../panels/frame/useCanvas.ts';
import {StudyPanel} from '../../panels/study/StudyPanel.tsx';
import {figureMeasures} from '../../panels/study/table.ts';
import type {Preset} from '../../presets/index.ts';
import type {Results} from '../../studies/kit/results.ts';
import {REGISTERED_SEEDS, type Study} from '../../studies/kit/study.ts';
import type {Paper} from '../../studies/papers.ts';
import {addressOf} from '../addressOf.ts';
import {keyFor} from '../shell/keys.ts';
import {toggleTheme} from '../shell/theme.ts';
import {ArmView, Shape} from './ArmView.tsx';
import {studiesAddress, write} from './address.ts';
import {armSpec, type Changes, changesQuery, isRegistered, readChanges, slidersOf} from './arms.ts';
import {Claim} from './Claim.tsx';
import {CopyAddress} from './CopyAddress.tsx';
import {BENCHES} from './catalogue.ts';
import {pictureFeed} from './pictureFeed.ts';
import {hasLab} from './preset.ts';
import {Seeds} from './Seeds.tsx';
import {NotRegistered, Sliders} from './Sliders.tsx';
import {StudiesTop} from './StudiesTop.tsx';
import {StudySession, type StudyState, shownArms} from './session.ts';
import {ArmExperiment, placesOf} from './trainee.ts';
import {Notes, Says} from './Words.tsx';

interface Props {
  paper: Paper;
  study: Study;
  results: Results | undefined;
  preset: Preset;
  query: URLSearchParams;
}

/** Several arms are drawn side by side. */
const TURNS = turns();

/** The session and the experiments of all its arms; nothing trains before it begins. */
function newSession(study: Study, preset: Preset) {
  const shown = new Set(shownArms(study));
  const trainees = new Map(
    study.arms.map((arm) => {
      const keeps = shown.has(arm) && arm.stages.at(-1)!.program === 'encoder' ? ['points'] : [];
      return [arm.name, new ArmExperiment({preset, spec: armSpec(arm, REGISTERED_SEEDS[0]), keeps})] as const;
    }),
  );
  const session = new StudySession({
    study,
    seeds: REGISTERED_SEEDS,
    places: placesOf(),
    open: (name, events) => trainees.get(name)!.tell(events),
  });
  return {session, trainees};
}

export function StudyPage({paper, study, results, preset, query}: Props) {
  const [{session, trainees}] = useState(() => newSession(study, preset));
  const sliders = useMemo(() => slidersOf(study), [study]);
  const state = useStore(session.store);
  // What the address changes; the text stays the same as long as it does.
  const asked = query.toString();
  useEffect(() => session.begin(readChanges(new URLSearchParams(asked), sliders)), [session, asked, sliders]);
  useEffect(() => () => session.close(), [session]);
  useEffect(() => listenToKeys(session), [session]);
  const picture = useMemo(() => pictureFeed(study, results, session), [study, results, session]);
  const change = (changes: Changes) => write(studiesAddress(paper.slug, changesQuery(changes)));
  const registered = isRegistered(state.changes);
  return (
    <FramesContext value={TURNS}>
      <div className="studies study">
        <StudiesTop>
          <RunButtons session={session} state={state} />
        </StudiesTop>
        <div className="study-left">
          <header className="study-head">
            <p className="eyebrow">
              <a href={`#${studiesAddress(undefined, {bench: paper.bench})}`}>{BENCHES[paper.bench]} study</a>
            </p>
            <h1>{paper.title}</h1>
          </header>
          <div className="study-words">
            <Says study={study}>
              <Sliders sliders={sliders} changes={state.changes} onChange={change} />
            </Says>
            <Notes study={study} />
            <CopyAddress />
          </div>
        </div>
        <main className="study-middle">
          <NotRegistered sliders={sliders} changes={state.changes} onChange={change} />
          {state.problem && (
            <div className="notice" role="alert">
              <p>{state.problem}</p>
            </div>
          )}
          <div className="arms" data-count={shownArms(study).length}>
            {shownArms(study).map((arm) => (
              <ArmView
                key={arm.name}
                arm={arm}
                trainee={trainees.get(arm.name)!}
                measures={headlines(study)}
                waits={state.arms[arm.name] === 'waiting'}
                link={linkTo(arm, preset, state)}
              />
            ))}
          </div>
          <Seeds study={study} state={state} seeds={REGISTERED_SEEDS} />
        </main>
        <div className="side study-right">
          <StudyPanel
            title={study.figure.title}
            sentence={<FigureSentence study={study} onFile={results !== undefined} />}
            picture={picture}
          />
          <Claim study={study} file={results} live={state.claim} seeds={state.seeds.length} registered={registered} />
        </div>
      </div>
    </FramesContext>
  );
}

function listenToKeys(session: StudySession): () => void {
  const pressed = (event: KeyboardEvent) => {
    const key = keyFor(event);
    if (key !== 'Space' && key !== 'T') return;
    event.preventDefault();
    if (key === 'Space') session.pauseOrGoOn();
    else toggleTheme();
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

/** Measures that the figure shows, then those of the clauses. */
function headlines(study: Study): Study['measures'] {
  const named = new Set([
    ...study.clauses.flatMap((clause) => ('measure' in clause ? [clause.measure] : [...clause.of])),
    ...figureMeasures(study),
  ]);
  return study.measures.filter(({name}) => named.has(name));
}

function linkTo(arm: Study['arms'][number], preset: Preset, {seed, changes}: StudyState): string | undefined {
  // Some programs have a study and no lab.
  if (!hasLab(arm.stages.at(-1)!.program)) return undefined;
  try {
    return `#${addressOf(preset, armSpec(arm, seed ?? REGISTERED_SEEDS[0], changes))}`;
  } catch {
    return undefined;
  }
}

const ROLES = {method: 'method', baseline: 'baseline', ablation: 'ablation', reference: 'reference'} as const;

function FigureSentence({study, onFile}: {study: Study; onFile: boolean}) {
  const roles = new Set(study.arms.map(({role = 'baseline'}) => role));
  return (
    <>
      {[...roles].map((role) => (
        <span key={role} className="role-key">
          <Shape role={role} /> {ROLES[role]}
        </span>
      ))}
      {onFile ? 'Faint: on file. Strong: measured now.' : 'It fills in as arms finish.'}
    </>
  );
}

function RunButtons({session, state: {playing, seed, seeds}}: {session: StudySession; state: StudyState}) {
  const over = seed === undefined;
  return (
    <div className="top-run">
      <span className="tick" data-testid="study-seeds">
        {over ? `${seeds.length} seeds are done` : `seed ${seeds.length + 1} of ${REGISTERED_SEEDS.length}`}
      </span>
      {over ? (
        <Button className="primary" onPress={() => session.begin(session.store.getState().changes)} data-testid="again">
          Again
        </Button>
      ) : (
        <Button className="primary" onPress={() => session.pauseOrGoOn()} data-testid="go-on">
          <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span> {playing ? 'Stop' : 'Go on'}
        </Button>
      )}
    </div>
  );
}
