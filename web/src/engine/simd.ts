// A module of one function, () → v128, whose body is i32.const 0, i32x4.splat.
const smallestModule = [
  [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  [0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  [0x03, 0x02, 0x01, 0x00],
  [0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x11, 0x0b],
];

/**
 * Whether this engine runs WebAssembly with 128-bit SIMD: browsers since 2021 to 2023 do. True where nothing may be
 * compiled at all: who loads the module is told why.
 */
export function hasSimd(validate: (bytes: BufferSource) => boolean = WebAssembly.validate): boolean {
  try {
    return validate(Uint8Array.from(smallestModule.flat()));
  } catch {
    return true;
  }
}
