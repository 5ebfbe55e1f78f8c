/** Text of a file that anyone may have written: free of what would steer the terminal. */
export const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
