/** `npm run --silent lab -- run <spec.json | link>`: see src/cli/main.ts, or `npm run --silent lab -- --help`. */
import {loadWebGPU, openCli, startTrainer} from './cli.mjs';
import {root, setUp} from './setup.mjs';

setUp();
const {main} = await openCli();
process.exitCode = await main(process.argv.slice(2), {root, webgpu: loadWebGPU, startTrainer});
