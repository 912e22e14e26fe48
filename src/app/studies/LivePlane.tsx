/** Many arms in one plane: the reader has them trained, a few at a time, and a dot comes with each. */
import {useEffect, useState} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {StudyPanel} from '../../panels/study/StudyPanel.tsx';
import type {Preset} from '../../presets/index.ts';
import type {GuideSection} from '../../studies/kit/guide.ts';
import {armSpec} from './arms.ts';
import {pictureFeed} from './pictureFeed.ts';
import {StudySession, type StudyState} from './session.ts';
import {ArmExperiment, placesOf} from './trainee.ts';

type Plane = NonNullable<GuideSection['plane']>;

interface Props {
  plane: Plane;
  preset: Preset;
  seed: number;
}

export function LivePlane({plane, preset, seed}: Props) {
  const [{session, picture}] = useState(() => opened(plane, preset, seed));
  const [begun, setBegun] = useState(false);
  const state = useStore(session.store);
  useEffect(() => () => session.close(), [session]);
  const over = state.seed === undefined;
  const all = plane.arms.length;
  const press = () => {
    if (begun && !over) session.pauseOrGoOn();
    else session.begin();
    setBegun(true);
  };
  return (
    <figure className="guide-figure" data-testid="guide-plane">
      <figcaption>
        <span role="status">{begun ? progressOf(state, all) : ''}</span>
        <Button onPress={press} data-testid="train-all">
          {!begun ? `Train all ${all}` : over ? 'Again' : state.playing ? 'Stop' : 'Go on'}
        </Button>
      </figcaption>
      <div className="guide-results">
        <StudyPanel
          title={plane.title}
          sentence={begun ? 'One dot for each loss, with one seed.' : `It fills in when you press “Train all ${all}”.`}
          picture={picture}
        />
      </div>
    </figure>
  );
}

function opened({title, arms, measures, x, y}: Plane, preset: Preset, seed: number) {
  const session = new StudySession({
    // None is drawn while it trains.
    study: {arms, measures: [...measures], clauses: [], shown: []},
    seeds: [seed],
    places: placesOf(),
    open(name, events) {
      const arm = arms.find((one) => one.name === name)!;
      return new ArmExperiment({preset, spec: armSpec(arm, seed), keeps: []}).tell(events);
    },
  });
  const figure = {kind: 'plane', title, x, y} as const;
  return {session, picture: pictureFeed({figure, arms, measures}, undefined, session)};
}

function progressOf({arms, problem}: StudyState, all: number): string {
  const done = Object.values(arms).filter((state) => state === 'done').length;
  return problem ?? (done < all ? `${done} of ${all} have trained` : `All ${all} have trained`);
}
