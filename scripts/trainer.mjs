/** A process that trains for a study: see src/cli/study/trainer.ts. */
import {builtCli, loadWebGPU} from './cli.mjs';
import {root} from './setup.mjs';

const {serve} = await builtCli();
await serve({root, webgpu: loadWebGPU});
