import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3mini } from 's3mini';
import { ioError } from '../../disk/io-error.js';
import { EXIT, UserError } from '../../errors.js';
import { retrying, type Sleep } from '../../retry.js';
import { type S3Address, s3AddressOf } from './s3-address.js';
import { codeOf, failureOf } from './s3-errors.js';
import { MOST_TEXT_BYTES, type Store, type StoreKind } from './store.js';

/** Without an answer for so long, a request has failed. */
const TIMEOUT_MS = 60_000;
/** What fits goes in one request; anything larger in parts. */
const PART_BYTES = 2 ** 23;
/** Most keys that one request removes. */
const MOST_REMOVED = 1000;

/** A bucket of S3, or of what speaks as S3 does: MinIO, Ceph, Garage, R2. */
export const s3: StoreKind = {
  name: 's3',
  example: 's3://bucket/prefix',
  means: (place) => /^s3:/i.test(place),
  open: (place, env) => openS3(s3AddressOf(place, env)),
};

/** Throws a UserError (exit 4) for a bucket that cannot be used. */
export async function openS3(address: S3Address, sleep?: Sleep): Promise<Store> {
  const { S3mini } = await import('s3mini');
  const { endpoint, region, accessKeyId, secretAccessKey } = address;
  const client = new S3mini({
    endpoint,
    region,
    accessKeyId,
    secretAccessKey,
    requestAbortTimeout: TIMEOUT_MS,
    minPartSize: PART_BYTES,
  });
  return new S3Store(client, address, sleep);
}

class S3Store implements Store {
  readonly place: string;

  constructor(
    private readonly client: S3mini,
    private readonly address: S3Address,
    private readonly sleep?: Sleep,
  ) {
    this.place = address.place;
  }

  async put(key: string, file: string): Promise<void> {
    await this.again('write to', async () => {
      const { size } = await stat(file);
      if (size <= PART_BYTES) return this.client.putObject(this.at(key), await readFile(file));
      return this.client.putAnyObject(this.at(key), Readable.toWeb(createReadStream(file)) as ReadableStream);
    });
  }

  async get(key: string, file: string): Promise<boolean> {
    return this.again('read from', async () => {
      const answer = await this.client.getObjectResponse(this.at(key));
      if (!answer) return false;
      const body = answer.body ? Readable.fromWeb(answer.body as never) : Readable.from([]);
      await pipeline(body, createWriteStream(file));
      return true;
    });
  }

  async create(key: string, text: string): Promise<boolean> {
    return this.again('write to', async () => {
      try {
        const only = { 'if-none-match': '*' } as never;
        await this.client.putObject(this.at(key), text, 'application/json', undefined, only);
        return true;
      } catch (error) {
        if (codeOf(error) !== 412) throw error;
        // An answer may have been lost on its way: then what stands there is this.
        return (await this.client.getObject(this.at(key))) === text;
      }
    });
  }

  async replace(key: string, text: string): Promise<void> {
    await this.again('write to', () => this.client.putObject(this.at(key), text, 'application/json'));
  }

  async read(key: string): Promise<string | undefined> {
    return this.again('read from', async () => {
      const answer = await this.client.getObjectResponse(this.at(key));
      if (!answer) return undefined;
      if (Number(answer.headers.get('content-length') ?? 0) > MOST_TEXT_BYTES) {
        const message = `${this.place}: ${key} is larger than anything that dlx has written`;
        throw new UserError({ message }, EXIT.io);
      }
      return answer.text();
    });
  }

  async list(beginning: string): Promise<readonly string[]> {
    return this.again('list', async () => {
      const objects = await this.client.listObjects('/', this.at(beginning));
      if (objects === null) throw new UserError(noBucket(this.place), EXIT.io);
      return objects.map(({ Key }) => Key.slice(this.address.prefix.length)).sort();
    });
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += MOST_REMOVED) {
      const some = keys.slice(from, from + MOST_REMOVED).map((key) => this.at(key));
      await this.again('remove from', () => this.client.deleteObjects(some));
    }
  }

  private at(key: string): string {
    return this.address.prefix + key;
  }

  private async again<T>(doing: string, work: () => Promise<T>): Promise<T> {
    const once = () =>
      work().catch((error: unknown) => {
        // Of this machine's disk.
        const own = ioError(error, `${doing} the store`, this.place, '--store');
        throw own instanceof UserError ? own : failureOf(error, doing, this.place);
      });
    return retrying(once, this.sleep);
  }
}

const noBucket = (place: string) => ({
  message: `${place}: there is no such bucket`,
  hint: 'make it first, with the tools of whoever offers it',
});
