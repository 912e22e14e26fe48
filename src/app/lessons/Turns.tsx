/** The settings that a step lets the reader move while its run trains. */
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {presentSettings, presentStage} from '../../labs/kit/settings.ts';
import type {Lesson, Step} from '../../lessons/kit/lesson.ts';
import {language} from '../../programs/index.spec.ts';
import {FieldControl} from '../controls/FieldControl.tsx';
import type {LessonExperiment} from './trainee.ts';

interface Props {
  step: Step;
  lesson: Lesson;
  trainees: ReadonlyMap<string, LessonExperiment>;
}

export function Turns({step: {turns = [], shows}, lesson, trainees}: Props) {
  const runs = [...new Set(turns.map(({run}) => run))];
  return (
    <section className="controls lesson-turns" aria-label="What you can turn">
      {runs.map((run) => (
        <div key={run}>
          {shows.length > 1 && <p className="fine">{lesson.runs[run].label}</p>}
          {turns.map((turn) => turn.run === run && <Turn key={turn.path} {...turn} trainee={trainees.get(run)!} />)}
          <Again trainee={trainees.get(run)!} />
        </div>
      ))}
    </section>
  );
}

function Turn({path, trainee: {experiment}}: {path: string; trainee: LessonExperiment}) {
  const state = useStore(experiment.store);
  const place = language
    .places({...presentStage(state), spec: presentSettings(state)})
    .find((one) => one.path === path);
  if (place?.field.type !== 'number') return null;
  return (
    <FieldControl
      field={place.field}
      value={place.value}
      path={path}
      emphasised
      onChange={(value) => experiment.move(path, value as number)}
    />
  );
}

/** The run from its first step, as the lesson has it. */
function Again({trainee}: {trainee: LessonExperiment}) {
  const isOver = useStore(trainee.experiment.store, ({phase}) => phase === 'finished');
  return (
    <p className="lesson-again">
      {isOver && 'This run is at its end, so turning does nothing more. '}
      <Button className="quiet" onPress={() => trainee.again()} data-testid="train-anew">
        Train anew from step 0
      </Button>
    </p>
  );
}
