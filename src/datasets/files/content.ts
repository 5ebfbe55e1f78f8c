/** What is in a file, whether it is packed or not. Sizes are of the content, in bytes. */
export interface Content {
  /** The first bytes: fewer only where there are no more. */
  head(length: number): Promise<Buffer>;
  /**
   * Whether there are exactly `size` bytes, as cheaply as that can be known.
   *
   * @param what says where the number comes from, such as `the 60000x28x28 of its header`
   * @throws UserError with both numbers
   */
  check(size: number, what: string): Promise<void>;
  /** All bytes, in a buffer of their own. @throws UserError as `check` does */
  read(size: number, what: string): Promise<Buffer>;
}
