import { crc32, deflateRawSync } from 'node:zlib';

/** A .zip of the files, as any tool would write it; `lying`: the sizes in it are those of something smaller. */
export function zipOf(files: Readonly<Record<string, Buffer | string>>, lying = false): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content as string);
    const deflated = deflateRawSync(bytes);
    const sum = crc32(bytes);
    const size = lying ? 10 : bytes.length;
    const common = [
      u16(20),
      u16(0x800),
      u16(8),
      u32(0),
      u32(sum),
      u32(deflated.length),
      u32(size),
      u16(name.length),
      u16(0),
    ];
    const local = Buffer.concat([u32(0x04034b50), ...common, Buffer.from(name), deflated]);
    const rest = [u16(0), u16(0), u16(0), u32(0), u32(offset)];
    directory.push(Buffer.concat([u32(0x02014b50), u16(20), ...common, ...rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const all = Buffer.concat(directory);
  const count = directory.length;
  const end = [u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(all.length), u32(offset), u16(0)];
  return Buffer.concat([...locals, all, ...end]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
