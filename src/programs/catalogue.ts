import type {Program} from '../engine/program.ts';
import {encoder} from './encoder.ts';
import {reward} from './reward.ts';

export const programs: readonly Program[] = [encoder, reward];
