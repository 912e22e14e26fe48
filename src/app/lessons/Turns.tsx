/** The settings that a step lets the reader move while its run trains. */
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

export function Turns({step, lesson, trainees}: Props) {
  return (
    <section className="controls lesson-turns" aria-label="What you can turn">
      {step.turns?.map(({run, path}) => (
        <div key={`${run} ${path}`}>
          {step.shows.length > 1 && <p className="fine">{lesson.runs[run].label}</p>}
          <Turn path={path} trainee={trainees.get(run)!} />
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
