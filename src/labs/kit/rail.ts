import type {RailSection} from './lab.ts';

/** The rail of a lab in which an objective trains one model on one world. */
export const TRAINED_MODEL: readonly RailSection[] = [
  {section: 'objective', chosenOften: true},
  {section: 'training'},
  {section: 'world', chosenOften: true},
  {section: 'model', chosenOften: true},
];
