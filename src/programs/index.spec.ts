/** The language of specs: every program that a stage can run. */
import {specLanguage} from '../spec/index.ts';
import {encoderSpec} from './encoder/index.spec.ts';
import {rewardSpec} from './reward/index.spec.ts';

export const language = specLanguage([encoderSpec, rewardSpec]);
