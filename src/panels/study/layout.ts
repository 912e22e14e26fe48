/** The layout of a study's figure, of any kind: pure, in CSS pixels. */
import {curveLayout} from './curve.ts';
import type {StudyPicture} from './data.ts';
import {dotsLayout} from './dots.ts';
import {matrixLayout} from './matrix.ts';
import {planeLayout} from './plane.ts';
import type {Room, Shapes} from './shapes.ts';

export function studyLayout(picture: StudyPicture, room: Room): Shapes {
  const {figure} = picture;
  switch (figure.kind) {
    case 'plane':
      return planeLayout(picture, figure, room);
    case 'dots':
      return dotsLayout(picture, figure, room);
    case 'curve':
      return curveLayout(picture, figure, room);
    case 'matrix':
      return matrixLayout(picture, figure, room);
  }
}
