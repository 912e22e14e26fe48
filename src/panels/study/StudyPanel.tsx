/** The figure of a study: what is on file faintly, and over it what is measured now, seed after seed. */
import type {ReactNode} from 'react';
import type {Feed} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {StudyPicture} from './data.ts';
import {drawStudy} from './draw.ts';
import {studyLayout} from './layout.ts';
import {NO_SHAPES} from './shapes.ts';
import {studyTable} from './table.ts';

interface Props {
  title: string;
  sentence: ReactNode;
  picture: Feed<StudyPicture>;
}

const NOTHING = () => {};

export function StudyPanel({title, sentence, picture}: Props) {
  const draw = (value: StudyPicture | undefined, {width, height}: Surface) => {
    const shapes = value ? studyLayout(value, {width, height}) : NO_SHAPES;
    return {...shapes, paint: (surface: Surface, stop: Stop | undefined) => drawStudy(surface, shapes, stop)};
  };
  return (
    <FramePanel
      id="study"
      title={title}
      sentence={sentence}
      table={() => studyTable(picture.get())}
      label={`Arm to read off: ${title}`}
      feed={picture}
      onDrawn={NOTHING}
      picture={draw}
      along={picture.get().figure.kind === 'dots' ? 'y' : 'both'}
    />
  );
}
