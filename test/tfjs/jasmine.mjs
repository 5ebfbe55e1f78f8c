// As much of jasmine as tfjs-core's own tests use.
import { isDeepStrictEqual } from 'node:util';

export const specs = [];
let file = '';
let suite = { name: '', parent: undefined, beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };
export const setFile = (name) => {
  file = name;
};

globalThis.describe = (name, body) => {
  const outer = suite;
  suite = { name, parent: outer, beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };
  body();
  suite = outer;
};
globalThis.it = (name, run) => specs.push({ name, run, suite, file });
globalThis.xit = (name) => specs.push({ name, suite, file, pending: true });
globalThis.fit = globalThis.it;
globalThis.xdescribe = () => {};
for (const hook of ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'])
  globalThis[hook] = (run) => suite[hook].push(run);

const spies = [];
globalThis.spyOn = (object, key) => {
  const original = object[key];
  const spy = (...args) => {
    spy.calls_.push(args);
    return spy.fake?.(...args);
  };
  spy.calls_ = [];
  spy.fake = undefined;
  const fake = (f) => {
    spy.fake = f;
    return spy;
  };
  spy.and = {
    callThrough: () => fake((...args) => original.apply(object, args)),
    callFake: fake,
    returnValue: (value) => fake(() => value),
    throwError: (error) =>
      fake(() => {
        throw error;
      }),
  };
  spy.calls = {
    count: () => spy.calls_.length,
    first: () => ({ args: spy.calls_[0] }),
    mostRecent: () => ({ args: spy.calls_.at(-1) }),
    allArgs: () => spy.calls_,
    reset: () => {
      spy.calls_.length = 0;
    },
  };
  object[key] = spy;
  spies.push(() => {
    object[key] = original;
  });
  return spy;
};
export const restoreSpies = () => {
  while (spies.length) spies.pop()();
};

class Any {
  constructor(type) {
    this.type = type;
  }
}
class Exact {
  constructor(items) {
    this.items = items;
  }
}
export const jasmine = {
  DEFAULT_TIMEOUT_INTERVAL: 5000,
  any: (type) => new Any(type),
  arrayWithExactContents: (items) => new Exact(items),
  createSpy: () => globalThis.spyOn({ f: () => {} }, 'f'),
  addMatchers() {},
  getEnv: () => ({ configuration: () => ({}), configure() {} }),
};
globalThis.jasmine = jasmine;

/** jasmine takes typed arrays as equal by elements and constructor, as node does. */
function equal(a, b) {
  if (b instanceof Any)
    return b.type === Function
      ? typeof a === 'function'
      : a instanceof b.type || typeof a === b.type.name.toLowerCase();
  if (b instanceof Exact)
    return a.length === b.items.length && b.items.every((item) => a.some((one) => equal(one, item)));
  return isDeepStrictEqual(a, b);
}

const failed = (message) => {
  throw new Error(message);
};
const show = (value) => {
  try {
    return typeof value === 'function'
      ? 'a function'
      : (JSON.stringify(value) ?? String(value)).slice(0, 300);
  } catch {
    return String(value);
  }
};
/** `toThrowError(type?, message?)`: a text must be equal, a pattern must match. */
function fits(error, expected) {
  for (const one of expected) {
    if (
      one instanceof RegExp
        ? !one.test(error.message)
        : typeof one === 'string'
          ? error.message !== one
          : typeof one === 'function' && !(error instanceof one)
    )
      return `threw ${show(error.message)}, expected ${one}`;
  }
  return undefined;
}
const tests = {
  toBe: (a, b) => Object.is(a, b) || a === b,
  toEqual: equal,
  toBeNull: (a) => a === null,
  toBeUndefined: (a) => a === undefined,
  toBeDefined: (a) => a !== undefined,
  toBeTruthy: (a) => Boolean(a),
  toBeFalsy: (a) => !a,
  toBeTrue: (a) => a === true,
  toBeFalse: (a) => a === false,
  toBeNaN: (a) => Number.isNaN(a),
  toBeLessThan: (a, b) => a < b,
  toBeLessThanOrEqual: (a, b) => a <= b,
  toBeGreaterThan: (a, b) => a > b,
  toBeGreaterThanOrEqual: (a, b) => a >= b,
  toBeCloseTo: (a, b, digits = 2) => Math.abs(a - b) < 10 ** -digits / 2,
  toContain: (a, b) => a.includes(b),
  toMatch: (a, b) => new RegExp(b).test(a),
  toBeInstanceOf: (a, b) => a instanceof b,
  toHaveBeenCalled: (a) => a.calls_.length > 0,
  toHaveBeenCalledTimes: (a, n) => a.calls_.length === n,
  toHaveBeenCalledWith: (a, ...args) => a.calls_.some((one) => equal(one, args)),
  toThrow: (f) => {
    try {
      f();
    } catch {
      return true;
    }
    return false;
  },
  toThrowError: (f, ...expected) => {
    try {
      f();
    } catch (error) {
      const why = fits(error, expected);
      return why ? failed(why) : true;
    }
    return false;
  },
};
const expect = (value) => {
  const matchers = (wanted) =>
    Object.fromEntries(
      Object.entries(tests).map(([name, test]) => [
        name,
        (...args) => {
          if (Boolean(test(value, ...args)) !== wanted)
            failed(`${show(value)} ${wanted ? '' : 'not '}${name} ${args.map(show).join(', ')}`);
        },
      ]),
    );
  return { ...matchers(true), not: matchers(false), nothing() {}, withContext: () => expect(value) };
};
globalThis.expect = expect;
globalThis.fail = (message) => failed(`fail: ${message}`);
globalThis.expectAsync = (promise) => ({
  async toBeRejectedWithError(...expected) {
    try {
      await promise;
    } catch (error) {
      const why = fits(error, expected);
      if (why) failed(why);
      return;
    }
    failed('was not rejected');
  },
  async toBeRejected() {
    try {
      await promise;
    } catch {
      return;
    }
    failed('was not rejected');
  },
});
