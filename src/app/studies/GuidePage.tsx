/** A guide: text in our words, live figures, and the studies that it puts in an order. It has no verdict. */
import {type ReactNode, useEffect, useState} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {turns} from '../../panels/frame/turns.ts';
import {FramesContext} from '../../panels/frame/useCanvas.ts';
import {Terms} from '../../panels/glossary/Terms.tsx';
import type {Preset} from '../../presets/index.ts';
import {loadGuide} from '../../studies/index.ts';
import type {Guide, GuideSection} from '../../studies/kit/guide.ts';
import {PAPERS} from '../../studies/papers.ts';
import {addressOf} from '../addressOf.ts';
import {ArmView} from './ArmView.tsx';
import {armSpec} from './arms.ts';
import {LivePlane} from './LivePlane.tsx';
import {presetFor} from './preset.ts';
import {ResultsFigure} from './ResultsFigure.tsx';
import {StudiesTop} from './StudiesTop.tsx';
import {StudySession} from './session.ts';
import {ArmExperiment, placesOf} from './trainee.ts';

/** Pilots have these seeds; nothing is judged here. */
const SEED = 101;

type Figure = NonNullable<GuideSection['figure']>;

interface Props {
  slug: string;
  title: string;
  /** What stands over the title. */
  kind: string;
}

export default function GuidePage({slug, title, kind}: Props) {
  const [guide, setGuide] = useState<Guide>();
  useEffect(() => {
    let here = true;
    void loadGuide(slug).then(
      (loaded) => here && setGuide(loaded),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [slug]);
  return (
    <div className="studies">
      <StudiesTop />
      <main className="paper guide" data-testid="guide">
        <p className="eyebrow">{kind}</p>
        <h1>{title}</h1>
        {guide?.sections.map((section) => (
          <section key={section.title}>
            <h2>{section.title}</h2>
            {section.paragraphs.map((text, i) => (
              <p key={text} className="studies-lead">
                <Terms inOrder after={section.paragraphs.slice(0, i)}>
                  {text}
                </Terms>
              </p>
            ))}
            {section.figure && (
              <WithPreset arms={section.figure.arms}>
                {(preset) => <LiveFigure figure={section.figure!} preset={preset} />}
              </WithPreset>
            )}
            {section.plane && (
              <WithPreset arms={section.plane.arms}>
                {(preset) => <LivePlane plane={section.plane!} preset={preset} seed={SEED} />}
              </WithPreset>
            )}
            {section.results && <ResultsFigure {...section.results} />}
          </section>
        ))}
        {guide && (
          <section>
            <h2>Studies, in this order</h2>
            <ol className="guide-orders">
              {guide.orders.map(({slug, why}) => (
                <li key={slug}>
                  <a href={`#/studies/${slug}`}>{PAPERS.find((one) => one.slug === slug)?.title ?? slug}</a> {why}
                </li>
              ))}
            </ol>
          </section>
        )}
      </main>
    </div>
  );
}

/** What needs the preset from which the lab opens such arms. */
function WithPreset({arms, children}: {arms: Figure['arms']; children: (preset: Preset) => ReactNode}) {
  const [preset, setPreset] = useState<Preset>();
  useEffect(() => {
    void presetFor(arms[0].stages.at(-1)!.program).then(setPreset, () => {});
  }, [arms]);
  return preset && children(preset);
}

const TURNS = turns();

function LiveFigure({figure: {title, arms, measures}, preset}: {figure: Figure; preset: Preset}) {
  const [{session, trainees}] = useState(() => {
    const opened = new Map(
      arms.map((arm) => {
        const keeps = arm.stages.at(-1)!.program === 'encoder' ? ['points'] : [];
        return [arm.name, new ArmExperiment({preset, spec: armSpec(arm, SEED), keeps})] as const;
      }),
    );
    const made = new StudySession({
      study: {arms, measures: [], clauses: []},
      seeds: [SEED],
      places: placesOf(),
      open: (name, events) => opened.get(name)!.tell(events),
    });
    return {session: made, trainees: opened};
  });
  const state = useStore(session.store);
  useEffect(() => {
    session.begin();
    return () => session.close();
  }, [session]);
  const over = state.seed === undefined;
  return (
    <FramesContext value={TURNS}>
      <figure className="guide-figure">
        <figcaption>
          {title}
          <Button onPress={() => (over ? session.begin() : session.pauseOrGoOn())} data-testid="go-on">
            {over ? 'Again' : state.playing ? 'Stop' : 'Go on'}
          </Button>
        </figcaption>
        <div className="arms">
          {arms.map((arm) => (
            <ArmView
              key={arm.name}
              arm={arm}
              trainee={trainees.get(arm.name)!}
              measures={measures}
              waits={state.arms[arm.name] === 'waiting'}
              link={`#${addressOf(preset, armSpec(arm, SEED))}`}
            />
          ))}
        </div>
      </figure>
    </FramesContext>
  );
}
