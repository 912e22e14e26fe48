/** The language of specs: every program that a stage can run. */
import {specLanguage} from '../spec/index.ts';
import {encoderSpec} from './encoder.spec.ts';
import {rewardSpec} from './reward.spec.ts';

export const language = specLanguage([encoderSpec, rewardSpec]);
