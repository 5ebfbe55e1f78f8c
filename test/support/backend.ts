import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';

// tfjs, and with it its backend, is shared by the files of a process: each begins with this one.
await setBackend('cpu');
