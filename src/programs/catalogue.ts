import type {Program} from '../engine/program.ts';
import {encoder} from './encoder.ts';

export const programs: readonly Program[] = [encoder];
