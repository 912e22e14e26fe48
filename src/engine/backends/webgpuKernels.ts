/**
 * The operations of TensorFlow.js that phases may use, for the WebGPU backend: what nothing here uses is not downloaded. An
 * operation that is missing says so by its name.
 */
import {absConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Abs';
import {addConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add';
import {addNConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/AddN';
import {argMaxConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ArgMax';
import {batchMatMulConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul';
import {castConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Cast';
import {clipByValueConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ClipByValue';
import {concatConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Concat';
import {equalConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Equal';
import {expConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Exp';
import {expandDimsConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ExpandDims';
import {fillConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Fill';
import {floorConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Floor';
import {gatherV2Config} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/GatherV2';
import {greaterConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Greater';
import {greaterEqualConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/GreaterEqual';
import {identityConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity';
import {lessConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Less';
import {lessEqualConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/LessEqual';
import {logConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Log';
import {log1pConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Log1p';
import {logicalAndConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/LogicalAnd';
import {logicalNotConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/LogicalNot';
import {logicalOrConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/LogicalOr';
import {maxConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Max';
import {maximumConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Maximum';
import {meanConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Mean';
import {minConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Min';
import {minimumConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Minimum';
import {modConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Mod';
import {multiplyConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply';
import {negConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Neg';
import {notEqualConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/NotEqual';
import {oneHotConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/OneHot';
import {onesLikeConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/OnesLike';
import {packConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Pack';
import {padV2Config} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/PadV2';
import {powConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Pow';
import {prodConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Prod';
import {rangeConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Range';
import {realDivConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/RealDiv';
import {reciprocalConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reciprocal';
import {reluConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu';
import {reshapeConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape';
import {rsqrtConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Rsqrt';
import {selectConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Select';
import {sigmoidConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sigmoid';
import {signConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sign';
import {sliceConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Slice';
import {softmaxConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Softmax';
import {softplusConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Softplus';
import {splitVConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/SplitV';
import {sqrtConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sqrt';
import {squareConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Square';
import {stepConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Step';
import {subConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sub';
import {sumConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sum';
import {tanhConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Tanh';
import {tileConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Tile';
import {transposeConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Transpose';
import {unpackConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Unpack';
import {zerosLikeConfig} from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ZerosLike';
import {type KernelConfig, registerKernel} from '@tensorflow/tfjs-core';
import {inGroups} from './sums.ts';

const KERNELS = [
  absConfig,
  addConfig,
  inGroups(addNConfig),
  argMaxConfig,
  batchMatMulConfig,
  castConfig,
  clipByValueConfig,
  concatConfig,
  equalConfig,
  expConfig,
  expandDimsConfig,
  fillConfig,
  floorConfig,
  gatherV2Config,
  greaterConfig,
  greaterEqualConfig,
  identityConfig,
  lessConfig,
  lessEqualConfig,
  logConfig,
  log1pConfig,
  logicalAndConfig,
  logicalNotConfig,
  logicalOrConfig,
  maxConfig,
  maximumConfig,
  meanConfig,
  minConfig,
  minimumConfig,
  modConfig,
  multiplyConfig,
  negConfig,
  notEqualConfig,
  oneHotConfig,
  onesLikeConfig,
  packConfig,
  padV2Config,
  powConfig,
  prodConfig,
  rangeConfig,
  realDivConfig,
  reciprocalConfig,
  reluConfig,
  reshapeConfig,
  rsqrtConfig,
  selectConfig,
  sigmoidConfig,
  signConfig,
  sliceConfig,
  softmaxConfig,
  softplusConfig,
  splitVConfig,
  sqrtConfig,
  squareConfig,
  stepConfig,
  subConfig,
  sumConfig,
  tanhConfig,
  tileConfig,
  transposeConfig,
  unpackConfig,
  zerosLikeConfig,
];

export function registerKernels(): void {
  for (const kernel of KERNELS) registerKernel(kernel as unknown as KernelConfig);
}
