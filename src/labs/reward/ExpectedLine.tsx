/** The line that a reader expects, drawn before the run is seen. */
import {useEffect, useRef} from 'react';
import {Button} from 'react-aria-components';
import {SketchPanel} from '../../panels/sketch/SketchPanel.tsx';
import {useExperiment, useRun} from '../kit/context.tsx';
import {DRAWING, type Drawing, drawingOf} from '../kit/drawing.ts';
import {LENGTHS} from './expected.ts';
import './expected.css';

const X = {label: 'tokens', range: [0, 100], marks: [0, 20, 40, 60, 80, 100]} as const;
const Y = {label: 'reward', range: [-6, 6], marks: [-6, -4, -2, 0, 2, 4, 6]} as const;

export default function ExpectedLine() {
  const experiment = useExperiment();
  const values = useRun((state) => drawingOf(state)?.values);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.focus(), []);
  const end = (drawing: Drawing | undefined) => {
    experiment.read(DRAWING, drawing);
    experiment.play();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a drawing and its buttons, not of fields
    <div
      className="expected"
      ref={root}
      tabIndex={-1}
      role="group"
      aria-label="Draw the line that you expect"
      data-testid="expected"
    >
      <SketchPanel
        title="Draw the line that you expect"
        sentence="How will the reward of unseen answers go with their length? Let the average answer have the reward 0, and pull either end to where you expect it after training."
        form="line"
        x={X}
        y={Y}
        places={LENGTHS}
        values={values}
        onDraw={(next) => experiment.read(DRAWING, {values: next, done: false})}
      />
      <p className="expected-ways">
        <Button
          className="primary"
          isDisabled={values === undefined}
          onPress={() => end({values: values!, done: true})}
          data-testid="expected-done"
        >
          That is my line: train
        </Button>
        <Button className="quiet" onPress={() => end(undefined)} data-testid="expected-skip">
          Skip
        </Button>
      </p>
    </div>
  );
}
