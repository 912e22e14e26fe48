/**
 * The operations of TensorFlow.js that phases may use, for the wasm backend: what nothing here uses is not downloaded. An
 * operation that is missing says so by its name.
 */
import {absConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Abs';
import {addConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import {addNConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/AddN';
import {argMaxConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/ArgMax';
import {batchMatMulConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import {castConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast';
import {clipByValueConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/ClipByValue';
import {concatConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat';
import {equalConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Equal';
import {expConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Exp';
import {expandDimsConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/ExpandDims';
import {fillConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Fill';
import {floorConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Floor';
import {gatherV2Config} from '@tensorflow/tfjs-backend-wasm/dist/kernels/GatherV2';
import {greaterConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Greater';
import {greaterEqualConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/GreaterEqual';
import {lessConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Less';
import {lessEqualConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/LessEqual';
import {logConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Log';
import {log1pConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Log1p';
import {logicalAndConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/LogicalAnd';
import {logicalNotConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/LogicalNot';
import {logicalOrConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/LogicalOr';
import {maxConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Max';
import {maximumConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Maximum';
import {meanConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean';
import {minConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Min';
import {minimumConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Minimum';
import {modConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mod';
import {multiplyConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import {negConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Neg';
import {notEqualConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/NotEqual';
import {oneHotConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/OneHot';
import {onesLikeConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/OnesLike';
import {packConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Pack';
import {padV2Config} from '@tensorflow/tfjs-backend-wasm/dist/kernels/PadV2';
import {powConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Pow';
import {prodConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Prod';
import {rangeConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Range';
import {realDivConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/RealDiv';
import {reciprocalConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reciprocal';
import {reluConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import {reshapeConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
import {rsqrtConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Rsqrt';
import {selectConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Select';
import {sigmoidConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid';
import {signConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sign';
import {sliceConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Slice';
import {softmaxConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softmax';
import {softplusConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softplus';
import {splitVConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/SplitV';
import {sqrtConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sqrt';
import {squareConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Square';
import {stepConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Step';
import {subConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub';
import {sumConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum';
import {tanhConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tanh';
import {tileConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tile';
import {transposeConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose';
import {unpackConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Unpack';
import {zerosLikeConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/ZerosLike';
import {Identity, type KernelConfig, registerKernel, type TensorInfo} from '@tensorflow/tfjs-core';

interface Backend {
  incRef(id: object): void;
}

/** A second handle on the same memory, as on the other backends: TensorFlow.js's own copies, at every value that is saved for a gradient. */
const identity = {
  kernelName: Identity,
  backendName: 'wasm',
  kernelFunc({inputs: {x}, backend}: {inputs: {x: TensorInfo}; backend: Backend}): TensorInfo {
    backend.incRef(x.dataId);
    return {dataId: x.dataId, shape: x.shape, dtype: x.dtype};
  },
};

const KERNELS = [
  absConfig,
  addConfig,
  addNConfig,
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
  identity,
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
