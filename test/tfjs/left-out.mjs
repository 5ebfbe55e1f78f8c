/** Tests that are not run, and why: the first reason that fits counts. */
export const leftOut = [
  {
    reason: 'complex numbers: backend dlx has float32, int32 and bool',
    fits: ({ file, title }) =>
      /^ops\/(spectral|signal)\/|^ops\/(complex_ops|real|imag|ifft|fft|rfft|irfft)$/.test(file) ||
      /complex/i.test(title),
  },
  {
    reason: 'strings: they are kept, but nothing is computed with them',
    fits: ({ file, title }) => /^ops\/string\/|static_regex/.test(file) || /string|utf/i.test(title),
  },
  { reason: 'marked by tfjs-core itself as not to be run', fits: ({ pending }) => pending },
];
