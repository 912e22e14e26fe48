/**
 * What the pages of a parquet file promise, checked before they are read: a library believes the lengths and counts that a
 * damaged file has, and would ask for as much memory.
 *
 * Source: https://parquet.apache.org/docs/file-format/data-pages/, and "Encodings" there for runs and deltas.
 */
import type {ColumnMetaData, Compressors, SchemaTree} from 'hyparquet';
import {parquetHeader} from 'hyparquet/src/column.js';
import {decompressPage} from 'hyparquet/src/datapage.js';
import {deltaBinaryUnpack} from 'hyparquet/src/delta.js';
import {getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath} from 'hyparquet/src/schema.js';
import {readVarInt} from 'hyparquet/src/thrift.js';
import {MOST_UNPACKED} from './pieces.ts';

/** The most values of one column in a group of rows. */
const MOST_VALUES = 16 * 1024 * 1024;
/** The most values of a block of differences. */
const MOST_OF_BLOCK = 1024 * 1024;

type Page = ReturnType<typeof parquetHeader>;
interface Reader {
  view: DataView<ArrayBuffer>;
  offset: number;
}

/** A file that promises what it does not hold. */
class Damaged extends Error {}

function hold(promise: boolean): void {
  if (!promise) throw new Damaged();
}

const isCount = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;

/** Throws where the pages of one column of a group of rows hold less than they promise, or more than the lab takes. */
export function checkPages(
  bytes: Uint8Array,
  meta: ColumnMetaData,
  schema: SchemaTree,
  compressors: Compressors,
): void {
  const path = getTreePath(schema, meta.path_in_schema);
  const from = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const size = Number(meta.total_compressed_size);
  hold(isCount(from, bytes.length) && isCount(size, bytes.length - from));
  const reader = readerOf(bytes.slice(from, from + size));
  let unpacked = 0;
  let values = 0;
  while (reader.offset < size - 1) {
    const header = parquetHeader(reader);
    const packed = header.compressed_page_size;
    hold(isCount(packed, size - reader.offset) && isCount(header.uncompressed_page_size, MOST_UNPACKED));
    unpacked += header.uncompressed_page_size;
    const counts = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header;
    values += counts?.num_values ?? 0;
    hold(isCount(counts?.num_values ?? 0, MOST_VALUES) && values <= MOST_VALUES && unpacked <= MOST_UNPACKED);
    const page = new Uint8Array(reader.view.buffer, reader.offset, packed);
    if (header.data_page_header) checkPage(page, header, meta, path, compressors);
    if (header.data_page_header_v2) checkPage2(page, header, meta, path, compressors);
    reader.offset += packed;
  }
}

const readerOf = (bytes: Uint8Array): Reader => {
  const own = bytes.slice();
  return {view: new DataView(own.buffer), offset: 0};
};

/** The number of bits of a level. */
const bitsOf = (most: number) => 32 - Math.clz32(most);

function checkPage(
  packed: Uint8Array,
  {data_page_header: header, uncompressed_page_size}: Page,
  {type, codec}: ColumnMetaData,
  path: SchemaTree[],
  compressors: Compressors,
): void {
  const {num_values: count, encoding} = header!;
  const reader = readerOf(decompressPage(packed, uncompressed_page_size, codec, compressors));
  for (const most of [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)]) {
    if (most === 0) continue;
    const length = reader.view.getUint32(reader.offset, true);
    const start = reader.offset + 4;
    checkRuns({...reader, offset: start}, bitsOf(most), count);
    reader.offset = start + length;
  }
  if (encoding === 'RLE') reader.offset += 4;
  checkValues(reader, type, encoding, count);
}

function checkPage2(
  packed: Uint8Array,
  {data_page_header_v2: header, uncompressed_page_size}: Page,
  {type, codec}: ColumnMetaData,
  path: SchemaTree[],
  compressors: Compressors,
): void {
  const {num_values: count, num_nulls, num_rows, encoding, is_compressed} = header!;
  const lengths = [header!.repetition_levels_byte_length, header!.definition_levels_byte_length];
  hold(
    lengths.every((length) => isCount(length, packed.length)) && isCount(num_rows, count) && isCount(num_nulls, count),
  );
  const [repetitions, definitions] = lengths;
  const levels = readerOf(packed.subarray(0, repetitions + definitions));
  const most = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)];
  if (most[0] > 0) checkRuns(levels, bitsOf(most[0]), count);
  levels.offset = repetitions;
  if (most[1] > 0) checkRuns(levels, bitsOf(most[1]), count);
  const rest = packed.subarray(repetitions + definitions);
  const size = uncompressed_page_size - repetitions - definitions;
  hold(isCount(size, MOST_UNPACKED));
  const values = is_compressed === false ? rest : decompressPage(rest, size, codec, compressors);
  const reader = readerOf(values);
  if (encoding === 'RLE') reader.offset += 4;
  checkValues(reader, type, encoding, count);
}

function checkValues(reader: Reader, type: string, encoding: string, count: number): void {
  const left = () => reader.view.byteLength - reader.offset;
  if (left() <= 0) return;
  if (encoding === 'RLE') checkRuns(reader, 1, count);
  else if (encoding.endsWith('DICTIONARY')) {
    const bits = type === 'BOOLEAN' ? 1 : reader.view.getUint8(reader.offset++);
    hold(bits <= 32);
    if (bits > 0 && left() > 0) checkRuns(reader, bits, count);
  } else if (encoding.startsWith('DELTA_')) {
    const declared = checkBlocks(reader, count);
    if (encoding !== 'DELTA_BYTE_ARRAY') return;
    // Each text repeats the beginning of the one before.
    const repeated = new Int32Array(declared);
    deltaBinaryUnpack(reader, declared, repeated);
    let characters = 0;
    for (const length of repeated) {
      hold(length >= 0);
      characters += length;
    }
    hold(characters <= MOST_UNPACKED);
  }
}

/** Runs of repeated values and of packed ones, until there are `count`: no run may be longer than what is left. */
function checkRuns(reader: Reader, bits: number, count: number): void {
  for (let seen = 0; seen < count; ) {
    const header = readVarInt(reader);
    if (header & 1) {
      const groups = header >>> 1;
      hold(groups > 0 && (groups - 1) * 8 < count - seen);
      reader.offset += groups * bits;
      seen += groups * 8;
    } else {
      const run = header >>> 1;
      hold(run > 0 && run <= count - seen);
      reader.offset += Math.ceil(bits / 8);
      seen += run;
    }
  }
}

/** The header of differences in blocks; gives the number of values that it promises. */
function checkBlocks(reader: Reader, count: number): number {
  const {offset} = reader;
  const [block, parts, declared] = [readVarInt(reader), readVarInt(reader), readVarInt(reader)];
  reader.offset = offset;
  hold(isCount(block, MOST_OF_BLOCK) && parts > 0 && block > 0 && block % parts === 0 && isCount(declared, count));
  return declared;
}
