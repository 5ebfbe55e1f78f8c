import { expect, it } from 'vitest';
import { cpuFeatures, featuresIn } from '../../src/runs/cpu-features.js';

const X86 =
  'processor\t: 0\nmodel name\t: Some CPU\nflags\t\t: fpu sse4_2 avx2 avx nx fma avx512f avx512_vnni\nbugs\t: none\n';
const ARM = 'processor\t: 0\nFeatures\t: fp asimd aes asimddp sve\nCPU part\t: 0xd40\n';

it('keeps what decides about kernels, sorted', () => {
  expect(featuresIn(X86)).toEqual(['avx', 'avx2', 'avx512_vnni', 'avx512f', 'fma', 'sse4_2']);
  expect(featuresIn(ARM)).toEqual(['asimd', 'asimddp', 'sve']);
});

it('says null where the system does not tell', () => {
  expect(featuresIn('processor\t: 0\n')).toBeNull();
  const found = cpuFeatures();
  if (process.platform !== 'linux') expect(found).toBeNull();
});
