/** What can be shown of a toy run. */
import type {FrameSpec} from '../../spec/index.ts';

export const toyFrames = {} as const satisfies Record<string, FrameSpec>;
