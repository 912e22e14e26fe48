/**
 * Gradients of the TensorFlow.js operations that phases may train through. The gradient of gathering rows is left out on
 * purpose: it adds in any order, so two runs would differ. `kernels/embedding` has one with a fixed order.
 */
import {registerGradient} from '@tensorflow/tfjs-core';
import {absGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Abs_grad';
import {addGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Add_grad';
import {addNGradConfig} from '@tensorflow/tfjs-core/dist/gradients/AddN_grad';
import {argMaxGradConfig} from '@tensorflow/tfjs-core/dist/gradients/ArgMax_grad';
import {batchMatMulGradConfig} from '@tensorflow/tfjs-core/dist/gradients/BatchMatMul_grad';
import {castGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Cast_grad';
import {clipByValueGradConfig} from '@tensorflow/tfjs-core/dist/gradients/ClipByValue_grad';
import {concatGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Concat_grad';
import {expGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Exp_grad';
import {expandDimsGradConfig} from '@tensorflow/tfjs-core/dist/gradients/ExpandDims_grad';
import {floorGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Floor_grad';
import {greaterEqualGradConfig} from '@tensorflow/tfjs-core/dist/gradients/GreaterEqual_grad';
import {identityGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Identity_grad';
import {logGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Log_grad';
import {log1pGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Log1p_grad';
import {maxGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Max_grad';
import {maximumGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Maximum_grad';
import {meanGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Mean_grad';
import {minGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Min_grad';
import {minimumGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Minimum_grad';
import {modGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Mod_grad';
import {multiplyGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Multiply_grad';
import {negGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Neg_grad';
import {onesLikeGradConfig} from '@tensorflow/tfjs-core/dist/gradients/OnesLike_grad';
import {packGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Pack_grad';
import {padV2GradConfig} from '@tensorflow/tfjs-core/dist/gradients/PadV2_grad';
import {powGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Pow_grad';
import {prodGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Prod_grad';
import {divGradConfig} from '@tensorflow/tfjs-core/dist/gradients/RealDiv_grad';
import {reciprocalGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Reciprocal_grad';
import {reluGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Relu_grad';
import {reshapeGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Reshape_grad';
import {rsqrtGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Rsqrt_grad';
import {selectGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Select_grad';
import {sigmoidGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Sigmoid_grad';
import {signGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Sign_grad';
import {sliceGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Slice_grad';
import {softmaxGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Softmax_grad';
import {softplusGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Softplus_grad';
import {splitVGradConfig} from '@tensorflow/tfjs-core/dist/gradients/SplitV_grad';
import {sqrtGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Sqrt_grad';
import {squareGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Square_grad';
import {stepGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Step_grad';
import {subGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Sub_grad';
import {sumGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Sum_grad';
import {tanhGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Tanh_grad';
import {tileGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Tile_grad';
import {transposeGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Transpose_grad';
import {unpackGradConfig} from '@tensorflow/tfjs-core/dist/gradients/Unpack_grad';
import {zerosLikeGradConfig} from '@tensorflow/tfjs-core/dist/gradients/ZerosLike_grad';

const GRADIENTS = [
  absGradConfig,
  addGradConfig,
  addNGradConfig,
  argMaxGradConfig,
  batchMatMulGradConfig,
  castGradConfig,
  clipByValueGradConfig,
  concatGradConfig,
  expGradConfig,
  expandDimsGradConfig,
  floorGradConfig,
  greaterEqualGradConfig,
  identityGradConfig,
  logGradConfig,
  log1pGradConfig,
  maxGradConfig,
  maximumGradConfig,
  meanGradConfig,
  minGradConfig,
  minimumGradConfig,
  modGradConfig,
  multiplyGradConfig,
  negGradConfig,
  onesLikeGradConfig,
  packGradConfig,
  padV2GradConfig,
  powGradConfig,
  prodGradConfig,
  divGradConfig,
  reciprocalGradConfig,
  reluGradConfig,
  reshapeGradConfig,
  rsqrtGradConfig,
  selectGradConfig,
  sigmoidGradConfig,
  signGradConfig,
  sliceGradConfig,
  softmaxGradConfig,
  softplusGradConfig,
  splitVGradConfig,
  sqrtGradConfig,
  squareGradConfig,
  stepGradConfig,
  subGradConfig,
  sumGradConfig,
  tanhGradConfig,
  tileGradConfig,
  transposeGradConfig,
  unpackGradConfig,
  zerosLikeGradConfig,
];

export function registerGradients(): void {
  for (const gradient of GRADIENTS) registerGradient(gradient);
}
