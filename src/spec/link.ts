/**
 * Links: a spec as a short text, and back.
 *
 * A link names a preset and stores only what differs from it: JSON, deflated with a dictionary of the strings that
 * specs are made of, in base64url. The first character is the version of the dictionary. Reading treats the text as
 * hostile: its size is bounded before and after inflating, and nothing reaches the lab that the schema has not checked.
 */
import {deflateSync, strFromU8, strToU8} from 'fflate';
import {fromBase64Url, toBase64Url} from './base64.ts';
import {same} from './differences.ts';
import {inflated} from './inflate.ts';
import type {SpecLanguage} from './language.ts';
import {applyPatch, damaged, makePatch, type Patch} from './patch.ts';
import type {Checked, Spec} from './spec.ts';

export interface Preset {
  id: string;
  spec: Spec;
}

const MAX_TEXT = 40_000;
const MAX_JSON = 400_000;
/** Never edit a dictionary that a published link may use: add the next one. The most frequent strings stand last. */
const DICTIONARIES: Record<string, string> = {
  A:
    '{"spec":{"version":1,"seed":7,"stages":[{"id":"main","program":"encoder","spec":{"world":{"kind":"emoji","styles":["noto","twemoji","fluent-flat","high-contrast"]' +
    '"world":{"kind":"latent","classes":"subclasses":"overlap":"noise":"positive":"artist""augmentation""resolution":' +
    '"model":{"kind":"mlp","width":256,"depth":"representation":64,"head":3' +
    '"objective":{"kind":"infoNCE","form":"symmetric""one-directional""ntXent""alignmentUniformity","uniformityWeight":' +
    '"training":{"kind":"adamW","kind":"sgd","momentum":0.9,"weightDecay":"warmup":"schedule":"cosine""constant"true,false,' +
    '{"set":{"seed":"stages.main.steps":"stages.main.spec.world.kind":"stages.main.spec.objective.kind":"stages.main.spec.model.head":2' +
    '"stages.main.spec.world.strength":0."stages.main.spec.training.batch":128,512,1024"stages.main.spec.training.learningRate":0.00' +
    '"moves":[[0,1,"objective.temperature",0.05],[0,2,"training.learningRate",0.001]]}' +
    '{"set":{"stages.main.spec.objective.temperature":0.',
  B:
    '{"spec":{"version":1,"seed":7,"stages":[{"id":"main","program":"encoder","spec":{"world":{"kind":"emoji","styles":["noto","twemoji","fluent-flat","high-contrast"]"artist""augmentation"' +
    '"latent""drawn""sentences""digits""glyphs""reviews""colours""pairs""file""responses""matches"' +
    '"mlp""transformer""convolution""bag""linear""lengthOnly""unit""mixture""dualView""simple""keptNegatives""debiased""decoupled""supervised""spectral""vicReg""barlowTwins""simSiam""triplet"' +
    '"smoothed""davidson""hinge""regression""mixed""contrastive""margin""strengthMargin""strengthScaled""decorrelated""lengthPenalised""lengthControlled""bradleyTerry"' +
    '"momentumQueue""hardNegatives""alignmentUniformity""uniformityWeight":"one-directional""ntXent""symmetric""infoNCE""sgd""momentum":0.9"adamW"' +
    '.spec.world.classes":.overlap":.noise":.points":.positive":.styles":.dabs":.task":.care":.lengthBias":.labelNoise":.strength":0.' +
    '.spec.model.width":.depth":.heads":.channels":.members":.aggregate":.lossOn":"head".head":2.representation":' +
    '.spec.objective.kind":.hardness":.share":.form":.t":.offset":.penalty":.spec.training.kind":.weightDecay":.warmup":.schedule":"constant".chunk":.evaluateEvery":' +
    'true,false,null,{"seed":"stages.main.steps":1000,"more":[{"id":"main2","like":0,"from":{"*":"main.*"},"set":{"steps":' +
    '"moves":[[0,1,"world.lengthBias",0],[0,2,"world.strength",0.3],[0,1,"training.batch",64],[0,2,"training.learningRate",0.001],[0,1,"objective.temperature",0.05,"all"]]' +
    '{"stage":"main","path":"model.representation","values":[2,4,8,16,32,64,128,256]}{"stage":"main","path":"world.lengthBias","values":[-1,-0.75,-0.5,-0.25,0,0.25,0.5,0.75,1]}[0.03,0.06,0.12,0.25,0.5,1]' +
    '],"seeds":[1,2,3,4,5]}}{"fan":{"axes":[{"stage":"main","path":"objective.temperature","values":[0.03,0.041,0.057,0.078,0.11,0.15,0.2,0.28,0.38,0.53,0.73,1]},{"stage":"main","path":"training.batch","values":[16,32,64,128,256,512,1024]}],"seeds":[7,8,9]}}' +
    '{"set":{"stages.main.spec.model.head":2"stages.main.spec.model.kind":"stages.main.spec.world.kind":"stages.main.spec.world.lengthBias":"stages.main.spec.objective.kind":"' +
    '"stages.main.spec.training.batch":128,512,1024"stages.main.spec.training.learningRate":0.00{"set":{"stages.main.spec.objective.temperature":0.',
};
const DICTIONARY = 'B';

/** The text after the preset's name in a link; empty when the spec is the preset. */
export function encodeSpec(language: SpecLanguage, preset: Spec, spec: Spec): string {
  const patch = makePatch(language, preset, spec);
  // An empty patch means a spec without moves and without a fan.
  const plain = preset.moves.length === 0 && !preset.fan;
  if (same(preset, spec) || (Object.keys(patch).length === 0 && plain)) return '';
  const packed = deflateSync(strToU8(JSON.stringify(patch)), {level: 9, dictionary: strToU8(DICTIONARIES[DICTIONARY])});
  return DICTIONARY + toBase64Url(packed);
}

/**
 * The spec of a link, or a sentence that says what is wrong with it. Throws only if the link names a program that is still
 * to be loaded.
 */
export function decodeSpec(language: SpecLanguage, preset: Spec, text: string): Checked<Spec> {
  if (text === '') return {ok: true, value: preset};
  const json = decodeJson(preset, text);
  return json.ok ? language.check(json.value) : json;
}

/** The same of a text that is not empty, as JSON that must still be checked. Never throws. */
export function decodeJson(preset: Spec, text: string): Checked<unknown> {
  const patch = unpack(text);
  return patch.ok ? applyPatch(preset, patch.value) : patch;
}

function unpack(text: string): Checked<Patch> {
  if (text.length > MAX_TEXT) return damaged(`it has ${text.length} characters, more than ${MAX_TEXT}`);
  const dictionary = Object.hasOwn(DICTIONARIES, text[0]) ? DICTIONARIES[text[0]] : undefined;
  if (dictionary === undefined)
    return damaged(`it begins with ${JSON.stringify(text[0])}, which no version of the lab wrote`);
  const bytes = fromBase64Url(text.slice(1));
  if (!bytes) return damaged('it has characters that no link has');
  try {
    const json: unknown = JSON.parse(strFromU8(inflated(bytes, MAX_JSON, dictionary)));
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return damaged('it does not hold settings');
    return {ok: true, value: json as Patch};
  } catch {
    return damaged('part of it is missing or changed');
  }
}
