import type {Program} from '../../src/engine/program.ts';
import {encoder} from '../../src/programs/encoder/index.ts';
import {policy} from '../../src/programs/policy/index.ts';
import {reward} from '../../src/programs/reward/index.ts';
import {soup} from '../../src/programs/soup/index.ts';
import {source} from '../../src/programs/source/index.ts';

/**
 * Every program of the lab. They are imported and not awaited: in a bundle, code that a program shares with the module that
 * waits for it would wait for ever.
 */
export const programs: readonly Program[] = [encoder, reward, policy, soup, source];
