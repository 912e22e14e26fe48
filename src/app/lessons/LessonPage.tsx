/** A lesson: its words and questions on the left, its runs beside them. */
import {useEffect, useRef, useState} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {answers, outcomeOf} from '../../lessons/kit/answers.ts';
import {type Lesson, readAt, readingsOf, type Step} from '../../lessons/kit/lesson.ts';
import {turns} from '../../panels/frame/turns.ts';
import {FramesContext} from '../../panels/frame/useCanvas.ts';
import {Terms} from '../../panels/glossary/Terms.tsx';
import type {Preset} from '../../presets/index.ts';
import {allSteps} from '../../spec/index.ts';
import {specWith} from '../../studies/kit/settings.ts';
import {addressOf} from '../addressOf.ts';
import {Numbers, RunFrame} from '../studies/ArmView.tsx';
import {write} from '../studies/address.ts';
import {StudiesTop} from '../studies/StudiesTop.tsx';
import {useTitle} from '../studies/title.ts';
import {Answer} from './Answer.tsx';
import {lessonAddress} from './address.ts';
import {CopyAnswers} from './CopyAnswers.tsx';
import {useInView, useOnChange} from './inView.ts';
import {forgetLesson, keep, keptOf} from './kept.ts';
import {SketchAnswer} from './SketchAnswer.tsx';
import {isDone, type Kept, LessonSession, type LessonState, NOTHING_KEPT} from './session.ts';
import {Turns} from './Turns.tsx';
import {LessonExperiment} from './trainee.ts';

interface Props {
  slug: string;
  /** The step that the address names. */
  step?: string;
  /** A guess that the address brings along, for this step. */
  say?: string;
  lesson: Lesson;
  /** By program. */
  presets: ReadonlyMap<string, Preset>;
}

/** Several runs are drawn side by side. */
const TURNS = turns();

const presetOf = (lesson: Lesson, presets: Props['presets'], run: string): Preset =>
  presets.get(lesson.runs[run].stages.at(-1)!.program)!;

function newSession({slug, lesson, presets}: Props, kept: Kept) {
  const trainees = new Map<string, LessonExperiment>();
  const session: LessonSession = new LessonSession({
    lesson,
    kept,
    keep: (now) => keep(slug, now),
    trainee: (run) => trainees.get(run)!,
  });
  for (const [run, {stages, seed}] of Object.entries(lesson.runs)) {
    const keeps = stages.at(-1)!.program === 'encoder' ? ['points'] : [];
    const told = {progressed: () => session.progressed(), failed: (text: string) => session.failed(text)};
    const given = {preset: presetOf(lesson, presets, run), spec: specWith(stages, seed), keeps};
    trainees.set(run, new LessonExperiment({...given, ...told}));
  }
  return {session, trainees};
}

export function LessonPage(props: Props) {
  const {slug, lesson, step: asked} = props;
  useTitle(lesson.title);
  const [{session, trainees}, setSession] = useState(() => newSession(props, opened(props)));
  const state = useStore(session.store);
  const step = lesson.steps[state.at];
  useEffect(() => {
    session.begin();
    return () => session.close();
  }, [session]);
  // The back button, and links to another step.
  useEffect(() => {
    const at = lesson.steps.findIndex(({id}) => id === asked);
    if (at >= 0) session.go(at);
  }, [session, lesson, asked]);
  useEffect(() => write(lessonAddress(slug, step.id)), [slug, step]);
  const heading = useRef<HTMLHeadingElement>(null);
  useOnChange(step.id, () => {
    heading.current?.focus();
    window.scrollTo(0, 0);
  });
  const stage = useInView<HTMLElement>(step.id in state.guesses && !(step.id in state.truths));
  const restart = () => {
    forgetLesson(slug);
    write(lessonAddress(slug, lesson.steps[0].id));
    setSession(newSession(props, NOTHING_KEPT));
  };
  return (
    <FramesContext value={TURNS}>
      <div className="studies lesson" data-asks={step.question?.kind}>
        <StudiesTop of="lessons" />
        <section className="lesson-words" aria-labelledby="lesson-step">
          <p className="eyebrow">
            <a href="#/lessons">Lesson</a> · {lesson.title}
          </p>
          <Progress lesson={lesson} state={state} session={session} />
          <h1 id="lesson-step" ref={heading} tabIndex={-1}>
            {step.title}
          </h1>
          <StepWords key={step.id} step={step} state={state} session={session} />
          <Ways lesson={lesson} state={state} session={session} onRestart={restart} />
        </section>
        <main className="lesson-stage" ref={stage} data-testid="lesson-stage">
          {state.problem && (
            <div className="notice" role="alert">
              <p>{state.problem}</p>
            </div>
          )}
          {step.question?.kind === 'sketch' && (
            <div className="lesson-sketch">
              <SketchAnswer key={step.id} question={step.question} state={state} step={step.id} session={session} />
            </div>
          )}
          <div className="lesson-runs" data-count={step.shows.length} hidden={isDrawnFirst(step, state)}>
            {step.shows.map((run) => (
              <RunView key={run} name={run} {...props} step={step} state={state} trainee={trainees.get(run)!} />
            ))}
          </div>
          {step.turns && <Turns step={step} lesson={lesson} trainees={trainees} />}
        </main>
      </div>
    </FramesContext>
  );
}

/** What is to be drawn is not shown before. */
const isDrawnFirst = ({question, id}: Step, {guesses}: LessonState): boolean =>
  question?.kind === 'sketch' && !(id in guesses);

/** Where the reader was, or at the step that the address names. */
function opened({slug, lesson, step, say}: Props): Kept {
  const kept = keptOf(slug, lesson);
  const at = lesson.steps.findIndex(({id}) => id === step);
  if (at < 0) return kept;
  const {id, question} = lesson.steps[at];
  const guess = say === undefined ? undefined : {kind: 'choice' as const, id: say};
  const isSaid = guess && question && answers(question, guess) && !(id in kept.guesses);
  return {...kept, at, ...(isSaid && {guesses: {...kept.guesses, [id]: guess}})};
}

interface Going {
  lesson: Lesson;
  state: LessonState;
  session: LessonSession;
}

/** The steps as dots that can be pressed. */
function Progress({lesson, state, session}: Going) {
  return (
    <nav className="lesson-progress" aria-label="Steps of this lesson">
      {lesson.steps.map((step, i) => (
        <Button
          key={step.id}
          className="lesson-dot"
          aria-label={`Step ${i + 1}: ${step.title}${isDone(step, state) ? ', done' : ''}`}
          aria-current={i === state.at ? 'step' : undefined}
          data-done={isDone(step, state) || undefined}
          onPress={() => session.go(i)}
        />
      ))}
      <span className="fine" data-testid="lesson-at">
        {state.at + 1} of {lesson.steps.length}
      </span>
    </nav>
  );
}

function StepWords({step, state, session}: {step: Step; state: LessonState; session: LessonSession}) {
  const {question, goal, id} = step;
  const guess = state.guesses[id];
  const truth = state.truths[id];
  const outcome = question && guess && truth && outcomeOf(question, guess, truth);
  const isMet = state.met.includes(id);
  const news = useInView<HTMLDivElement>(outcome !== undefined || isMet);
  return (
    <div className="lesson-text">
      {step.text.map((text, i) => (
        <p key={text}>
          <Terms inOrder after={step.text.slice(0, i)}>
            {text}
          </Terms>
        </p>
      ))}
      {question && <Answer question={question} guess={guess} truth={truth} session={session} />}
      <div ref={news} className="lesson-news">
        <div role="status">
          {question && guess && !outcome && (
            <p className="lesson-waits" data-testid="lesson-waits">
              Said. Now it trains, and then you will see.
            </p>
          )}
          {outcome && (
            <p className="lesson-outcome" data-kind={outcome.kind} data-testid="outcome">
              {outcome.text}
            </p>
          )}
          {goal && (
            <p className="lesson-goal" data-met={isMet || undefined} data-testid="goal">
              <b>{isMet ? '✓ Reached.' : 'Your turn.'}</b> {goal.text}
            </p>
          )}
        </div>
        {outcome && <Explained texts={question.explains} step={step} />}
        {goal && isMet && <Explained texts={goal.explains} step={step} />}
      </div>
    </div>
  );
}

const Explained = ({texts, step}: {texts: readonly string[]; step: Step}) =>
  texts.map((text, i) => (
    <p key={text}>
      <Terms inOrder after={[...step.text, ...texts.slice(0, i)]}>
        {text}
      </Terms>
    </p>
  ));

function Ways({lesson, state, session, onRestart}: Going & {onRestart(): void}) {
  const done = isDone(lesson.steps[state.at], state);
  const last = state.at === lesson.steps.length - 1;
  return (
    <footer className="lesson-foot">
      <div className="lesson-ways">
        {state.at > 0 && (
          <Button onPress={() => session.go(state.at - 1)} data-testid="lesson-back">
            Back
          </Button>
        )}
        {last ? (
          <a className={done ? 'lesson-end primary' : 'lesson-end'} href="#/lessons">
            All lessons
          </a>
        ) : (
          <Button className={done ? 'primary' : ''} onPress={() => session.go(state.at + 1)} data-testid="lesson-next">
            {done ? 'Next' : 'Skip'}
          </Button>
        )}
      </div>
      <div className="lesson-beside">
        <CopyAnswers lesson={lesson} state={state} />
        <Button className="quiet" onPress={onRestart} data-testid="lesson-restart">
          Begin again
        </Button>
      </div>
    </footer>
  );
}

interface RunProps {
  name: string;
  lesson: Lesson;
  presets: Props['presets'];
  step: Step;
  state: LessonState;
  trainee: LessonExperiment;
}

function RunView({name, lesson, presets, step, state, trainee}: RunProps) {
  const {label, stages, seed} = lesson.runs[name];
  const position = useStore(trainee.experiment.store, (now) => now.position);
  const isOpen = step.question !== undefined && !(step.id in state.guesses);
  const asked = step.question && isOpen ? readingsOf(step.question) : [];
  // An answer is not shown before there is a guess.
  const numbers = step.numbers?.filter(
    ({name: metric}) => !asked.some((one) => one.of === 'metric' && one.run === name && one.metric === metric),
  );
  const link = `#${addressOf(presetOf(lesson, presets, name), specWith(stages, seed))}`;
  return (
    <RunFrame kind="run" experiment={trainee.experiment} {...{name, label, link}} draws={step.draws} heading={label}>
      <Numbers measures={numbers ?? []} waits={isOpen && position === 0} until={stepsIn(lesson, step, name)} />
    </RunFrame>
  );
}

/** Steps that a run is to make in a step of the lesson: as many as its reader likes, where something can be turned. */
function stepsIn(lesson: Lesson, step: Step, run: string): number {
  if (step.turns) return Number.POSITIVE_INFINITY;
  return Math.min(allSteps(lesson.runs[run]), step.question ? readAt(lesson, step) : Number.POSITIVE_INFINITY);
}
