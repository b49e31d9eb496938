// The library ships no types; this is the part of it that dates.ts uses.
declare module 'edtf' {
  export default function edtf(text: string): { readonly min: number; readonly max: number };
}
