import type {Card} from '../preset.ts';

export const TOY: readonly Card[] = [
  {id: 'there-and-back', title: 'There and back', text: 'A vector is pulled to one point, and then to another.'},
];
