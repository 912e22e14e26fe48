/** The labs of the page, in the order of its bar. To add one: its folder, and a line here. */
import type {LabEntry} from './kit/lab.ts';
import {policyLab} from './policy/entry.ts';
import {rewardLab} from './reward/entry.ts';
import {sphereLab} from './sphere/entry.ts';

export const LABS: readonly LabEntry[] = [sphereLab, rewardLab, policyLab];
